// Ticking a whole screen of pages at once, and saying how much is ticked. Without it every box is ticked by itself.
const form = document.querySelector("[data-matrix]");

function boxes(name) {
  return [...form.querySelectorAll(`input[name="${name}"]`)];
}

function tell() {
  const ticked = (name) => boxes(name).filter((box) => box.checked).length;
  form.querySelector("[data-matrix-ticked]").value = `☑ ${ticked("pages")} × ${ticked("languages")}`;
}

if (form) {
  for (const all of form.querySelectorAll("[data-matrix-all]")) {
    all.addEventListener("change", () => {
      for (const box of boxes(all.dataset.matrixAll)) box.checked = all.checked;
    });
  }
  form.addEventListener("change", tell);
  tell();
}

// What a reader kept on this device is shown without a tap: `data-kept` is the key under which it is stored, and the
// element in it with `data-module` what she would tap.

for (const { dataset, firstElementChild } of document.querySelectorAll("[data-kept]")) {
  try {
    if (!localStorage.getItem(dataset.kept)) continue;
  } catch {
    break; // the browser keeps nothing
  }
  firstElementChild.dataset.script = "started";
  import(firstElementChild.dataset.module).then(({ start }) => start(firstElementChild));
}

// Loads a script of its own when a reader first uses what it makes work: `data-module` of the element is its address,
// and it exports `start(element, event)`. Fields ask for it when they are entered, buttons and links when they are used.

function load(event) {
  const element = event.target.closest?.("[data-module]");
  if (!element || element.dataset.script === "started") return;
  if (event.type === "click") event.preventDefault();
  else if (!event.target.matches("input, textarea, select")) return;
  if (element.dataset.script === "loading") return;
  element.dataset.script = "loading";
  import(element.dataset.module).then(
    ({ start }) => {
      element.dataset.script = "started";
      start(element, event);
    },
    () => {
      delete element.dataset.script; // no connection: the next use may find one
      if (element.href) window.location.assign(element.href);
    },
  );
}

// What is sent before the script is there would leave the page; the script finds what was typed.
document.addEventListener("submit", (event) => {
  if (event.target.querySelector("[data-script=loading]")) event.preventDefault();
});
for (const kind of ["focusin", "click"]) document.addEventListener(kind, load);
for (const element of document.querySelectorAll("[data-module][hidden]")) element.hidden = false;

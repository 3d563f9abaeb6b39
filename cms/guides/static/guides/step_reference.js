// Lets an editor choose the step that a branch leads to by its title. The input that Wagtail saves holds the step's
// block id; a list box beside it is filled from the steps as they stand in the form, each time it is opened.

const FIELD = "steps";
const INPUT = "input[data-step-reference]";

/** The steps in the order of the form: id, position and title of each that is not deleted. */
function stepsOfForm() {
  const count = Number(document.querySelector(`[name="${FIELD}-count"]`)?.value ?? 0);
  const steps = [];
  for (let index = 0; index < count; index += 1) {
    const value = (name) => document.querySelector(`[name="${FIELD}-${index}-${name}"]`)?.value ?? "";
    if (value("deleted")) continue;
    steps.push({ id: value("id"), order: Number(value("order")), title: value("value-title") });
  }
  steps.sort((first, second) => first.order - second.order);
  return steps.map((step, index) => ({ id: step.id, label: `${index + 1}. ${step.title || "…"}` }));
}

function fill(select, input) {
  const own = input.name.match(new RegExp(`^${FIELD}-(\\d+)-`));
  const ownId = own ? document.querySelector(`[name="${FIELD}-${own[1]}-id"]`)?.value : "";
  const steps = stepsOfForm().filter((step) => step.id && step.id !== ownId);
  const options = [new Option("", ""), ...steps.map((step) => new Option(step.label, step.id))];
  if (input.value && !steps.some((step) => step.id === input.value)) {
    // The step was deleted: show that something is wrong instead of silently choosing another one.
    options.push(new Option(`? ${input.value}`, input.value));
  }
  select.replaceChildren(...options);
  select.value = input.value;
}

function enhance(input) {
  if (input.dataset.stepReference === "ready") return;
  input.dataset.stepReference = "ready";
  const select = document.createElement("select");
  select.id = `${input.id}-list`;
  document.querySelector(`label[for="${input.id}"]`)?.setAttribute("for", select.id);
  select.addEventListener("mousedown", () => fill(select, input));
  select.addEventListener("focus", () => fill(select, input));
  select.addEventListener("change", () => {
    input.value = select.value;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
  input.hidden = true;
  input.after(select);
  fill(select, input);
}

const enhanceAll = () => document.querySelectorAll(INPUT).forEach(enhance);

document.addEventListener("DOMContentLoaded", () => {
  enhanceAll();
  new MutationObserver(enhanceAll).observe(document.body, { childList: true, subtree: true });
});

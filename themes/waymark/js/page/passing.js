// Hides what is over on this device, or has not begun: alerts, events. Without it readers see the dates. A part of the
// page (`data-passing`) in which nothing is left goes too, or shows what it says of that (`data-nothing`); what only
// those have to know who have no script goes (`data-note`).

const day = new Date(Date.now() - new Date().getTimezoneOffset() * 60000).toISOString().slice(0, 10); // not by the locale

for (const part of document.querySelectorAll("[data-passing]")) {
  let left = 0;
  for (const item of part.querySelectorAll("[data-begins], [data-ends]")) {
    const { begins = day, ends = day } = item.dataset;
    item.hidden = ends < day || begins > day;
    left += !item.hidden;
  }
  part.querySelector("[data-note]")?.remove();
  const nothing = part.querySelector("[data-nothing]");
  if (nothing) nothing.hidden = left > 0;
  else part.hidden = left === 0;
}

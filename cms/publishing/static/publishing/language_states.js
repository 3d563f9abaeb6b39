// While drafting is under way, shows the new states of the languages as they come. What the person ticks stays ticked.

const INTERVAL = 3000; // milliseconds

async function refresh() {
  const answer = await fetch(window.location.href, { credentials: "same-origin" });
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const row of fresh.querySelectorAll("tr[id^=language-]")) {
    const shown = document.getElementById(row.id);
    // The first cell holds the check box.
    [...row.cells].slice(1).forEach((cell, index) => shown.cells[index + 1].replaceWith(cell));
  }
  const message = fresh.getElementById("drafting");
  const current = document.getElementById("drafting");
  if (message.innerHTML !== current.innerHTML) current.innerHTML = message.innerHTML;
  if (message.hasAttribute("data-running")) window.setTimeout(refresh, INTERVAL);
}

if (document.querySelector("#drafting[data-running]")) window.setTimeout(refresh, INTERVAL);

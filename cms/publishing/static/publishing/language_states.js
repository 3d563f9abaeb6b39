// While drafting is under way, shows the new states of the languages as they come. What the person ticks stays ticked.

const INTERVAL = 3000; // milliseconds

async function refresh() {
  const answer = await fetch(window.location.href, { credentials: "same-origin" });
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const shown of document.querySelectorAll("[data-fresh]")) {
    // What a filter has left out by now stays as it was.
    const now = fresh.querySelector(`[data-fresh="${shown.dataset.fresh}"]`);
    if (now && !now.isEqualNode(shown)) shown.replaceWith(now);
  }
  const message = fresh.getElementById("drafting");
  const current = document.getElementById("drafting");
  if (message.innerHTML !== current.innerHTML) current.innerHTML = message.innerHTML;
  if (message.hasAttribute("data-running")) window.setTimeout(refresh, INTERVAL);
}

if (document.querySelector("#drafting[data-running]")) window.setTimeout(refresh, INTERVAL);

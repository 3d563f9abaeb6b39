// While a build waits or runs, shows what becomes of it. Who reads on, or has the focus on a button, is not disturbed.

const INTERVAL = 1500; // milliseconds

function name(element) {
  return element?.getAttribute("href") ?? element?.textContent.trim();
}

async function refresh() {
  const answer = await fetch(window.location.href, { credentials: "same-origin" });
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("builds");
  const current = document.getElementById("builds");
  const focused = current.contains(document.activeElement) ? name(document.activeElement) : null;
  current.replaceWith(fresh);
  if (focused) [...fresh.querySelectorAll("a, button")].find((each) => name(each) === focused)?.focus();
  if (fresh.hasAttribute("data-under-way")) window.setTimeout(refresh, INTERVAL);
}

if (document.querySelector("#builds[data-under-way]")) window.setTimeout(refresh, INTERVAL);

// Shows the button that passes a page on by an app of the device, where the browser can ask for one.

for (const item of document.querySelectorAll("[data-share]")) {
  if (!navigator.share) break;
  item.hidden = false;
  item.addEventListener("click", () => {
    const address = document.querySelector("link[rel=canonical]")?.href ?? location.href.split("#")[0];
    navigator.share({ title: document.title, url: address }).catch(() => {}); // she changed her mind
  });
}

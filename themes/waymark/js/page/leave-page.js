// Leaves a page that nobody should see. Unlike the plain link it hides the page at once, and no "back" leads to it.

for (const link of document.querySelectorAll("[data-leave]")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    document.documentElement.hidden = true;
    window.location.replace(link.href);
  });
}

document.querySelector("button")?.removeAttribute("hidden");

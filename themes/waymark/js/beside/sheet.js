// Shows a translated page with its original, a line of one beside the same line of the other: for a clerk, or for
// somebody who helps. The pages are read as they were sent, since other scripts change the one that is shown. The parts
// in this folder are one module.

function button(words, act) {
  const made = document.createElement("button");
  Object.assign(made, { type: "button", className: "button", textContent: words });
  made.addEventListener("click", act);
  return made;
}

function nameOf(language) {
  const name = document.createElement("span");
  Object.assign(name, { lang: language.language, dir: language.direction, textContent: language.name });
  return name;
}

/** Make the sheet that shows both pages, in the place of the one. */
function sheetOf(page, ours, theirs, words, close) {
  const bar = document.createElement("div");
  bar.className = "beside__bar";
  const names = document.createElement("p");
  names.className = "pair beside__names";
  names.append(nameOf({ ...ours, name: words.ours }), nameOf({ ...theirs, name: words.theirs }));
  names.lastChild.className = "theirs";
  bar.append(button(words.close, close), button(words.paper, () => window.print()));
  new Pairing(theirs).merge(ours.main, theirs.main);
  ours.main.classList.add("beside");
  const leave = page.querySelector(".leave");
  ours.main.prepend(...(leave ? [leave] : []), bar, names);
  return ours.main;
}

export function start(link, event) {
  const words = link.dataset;
  const page = document.querySelector("main");
  const told = document.createElement("p");
  Object.assign(told, { role: "alert", className: "notice", textContent: words.missing });

  async function show(click) {
    click.preventDefault();
    told.remove();
    const language = document.documentElement.lang;
    try {
      const pages = [read(location.href, language, "force-cache"), read(link.href, link.hreflang, "default")];
      const sheet = sheetOf(page, ...(await Promise.all(pages)), words, () => {
        page.prepend(...sheet.querySelectorAll(".leave"));
        sheet.replaceWith(page);
        link.focus();
      });
      page.replaceWith(sheet);
      window.scrollTo(0, 0);
      sheet.querySelector("button").focus();
    } catch {
      link.parentElement.after(told);
    }
  }

  link.addEventListener("click", show);
  show(event);
}

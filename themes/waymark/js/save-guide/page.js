// The page on which a reader has a language of the guide saved on her device, brought up to date and deleted. Before her
// tap nothing is stored. js/worker.js answers from what is saved; docs/developers/offline.md says what that is. The parts in
// this folder are one module.

/** A day in words of the page: phones do not know all languages. */
function written(date, { form, months, weekdays }) {
  const parts = {
    weekday: weekdays.split("|")[(date.getDay() + 6) % 7], year: date.getFullYear(), day: date.getDate(),
    number: date.getMonth() + 1, month: months.split("|")[date.getMonth()],
  };
  return form.replace(/\{(\w+)\}/g, (_, name) => parts[name]);
}

class Desk {
  constructor(element) {
    this.words = element.dataset;
    this.guide = new Guide(element.dataset);
    this.find = (selector) => element.querySelector(selector);
    this.boxes = { safety: this.find("[data-safety] input"), illustrated: this.find("[data-pictures] input") };
    this.weighing = this.find("[data-pictures] span").textContent;
    for (const button of element.querySelectorAll("[data-do]")) button.addEventListener("click", () => this.use(button));
    for (const box of Object.values(this.boxes)) box.addEventListener("change", () => this.show());
  }

  say(...sentences) {
    this.find("[role=status]").textContent = sentences.join(" ");
  }

  date(moment) {
    return written(new Date(moment), JSON.parse(this.words.dates));
  }

  notice() {
    const notice = this.find("[data-notice]").cloneNode(true);
    notice.textContent = notice.textContent.replace("{date}", this.date(Date.now()));
    notice.hidden = false;
    return notice.outerHTML;
  }

  /** Say what is saved and what could be, and offer what can be done about it. */
  async show(first = "") {
    const saved = await this.guide.saved();
    const list = await this.guide.newest().catch(() => undefined);
    const boxes = Object.entries(this.boxes);
    if (!this.asked) for (const [name, box] of boxes) box.checked = Boolean(saved?.[name]);
    this.asked = true;
    const { chosen } = this;
    const size = (sentence) => sentence.replace("{size}", this.guide.size(this.guide.wanted(list, chosen), saved));
    const sentences = [first];
    const others = boxes.some(([name, box]) => box.checked !== Boolean(saved?.[name]));
    const newer = list && saved && (list.version !== saved.version || others);
    if (saved?.whole) {
      const told = this.words.saved.replace("{date}", this.date(saved.date)).replace("{version}", `\u2068${saved.version.slice(0, 6)}\u2069`);
      sentences.push(told);
      if (newer) sentences.push(size(this.words.newer));
      else if (list) sentences.push(this.words.newest);
    } else if (list) {
      sentences.push(size(saved ? this.words.begun : this.words.none));
    }
    this.say(...sentences.filter(Boolean));
    this.offer({ save: !saved?.whole, update: saved?.whole && newer, delete: saved });
    this.find("[data-safety]").hidden = !((list ?? saved)?.files[this.guide.pack("safety")] || saved?.safety);
    const pictures = list ?? saved ? this.guide.pictures(list ?? saved, chosen) : [];
    const offer = this.find("[data-pictures]");
    offer.hidden = !pictures.length && !saved?.illustrated;
    offer.querySelector("span").textContent = this.weighing.replace("{size}", this.guide.size(pictures));
  }

  /** What she has ticked. */
  get chosen() {
    return Object.fromEntries(Object.entries(this.boxes).map(([name, box]) => [name, box.checked]));
  }

  offer(things) {
    for (const button of this.buttons()) button.hidden = !things[button.dataset.do];
  }

  buttons() {
    return ["save", "update", "delete"].map((name) => this.find(`[data-do=${name}]`));
  }

  async use(button) {
    const progress = this.find("progress");
    this.offer({});
    try {
      if (button.dataset.do === "delete") {
        await this.guide.delete();
        await this.show(this.words.deleted);
      } else {
        progress.hidden = false;
        await this.guide.save(this.chosen, this.notice(), (done, total) => {
          Object.assign(progress, { max: total, value: done });
          this.say(this.words.loading.replace("{done}", done).replace("{total}", total));
        });
        await this.show();
      }
    } catch {
      await this.show(this.words.failed);
    }
    progress.hidden = true;
    this.buttons().find(({ hidden }) => !hidden)?.focus();
  }
}

for (const element of document.querySelectorAll("[data-save-guide]")) {
  if ("serviceWorker" in navigator && "caches" in window) new Desk(element).show();
}

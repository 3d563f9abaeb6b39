// Shows a reader only her way through the steps: asks what is true for her where ways part, and folds the steps that
// her answers leave out to their titles. Which step can follow which is read from the list itself, by the same rules as
// in site_builder/views/ways.py. Nothing is stored.

/** For each step the positions that can follow it, as `links` ({condition, to}) and `next`; the length is the end. */
export function graph(steps) {
  const after = (position) => {
    let next = position + 1;
    while (steps[next]?.isOther) next += 1;
    return next;
  };
  const entries = (position) => {
    const found = [position];
    while (steps[found.at(-1) + 1]?.isOther) found.push(found.at(-1) + 1);
    return found;
  };
  return { after, entries };
}

/** The positions on the way, given the answers: by step a position to go on with, by first of several ways the one. */
export function onTheWay(steps, turns, picks) {
  const { after, entries } = graph(steps);
  const enter = (position) => {
    const group = entries(position);
    return group.includes(picks[position]) ? [picks[position]] : group;
  };
  const seen = new Set();
  const due = enter(0);
  while (due.length) {
    const position = due.pop();
    if (position >= steps.length || seen.has(position)) continue;
    seen.add(position);
    const { links } = steps[position];
    const isSentOn = links.some(({ condition, to }) => !condition && to > position);
    if (position in turns) due.push(...(turns[position].isNext ? enter(turns[position].to) : [turns[position].to]));
    else due.push(...links.map(({ to }) => to).filter((to) => to > position), ...(isSentOn ? [] : enter(after(position))));
  }
  return seen;
}

function read(list) {
  const items = [...list.children];
  const places = new Map(items.map((item, position) => [`#${item.id}`, position]));
  return items.map((item) => ({
    item,
    title: item.querySelector(".step__title"),
    isOther: item.classList.contains("step--or"),
    links: [...item.querySelectorAll(".branches a")].map((link) => ({
      condition: link.parentNode.querySelector(".branch__if"),
      to: places.get(link.hash),
    })),
  }));
}

/** A question with round buttons; `options` are [node to copy the words from, or a string; what to do]. */
function question(words, name, options) {
  const set = document.createElement("fieldset");
  set.className = "turn";
  set.append(document.createElement("legend"));
  set.firstChild.textContent = words;
  for (const [from, choose] of options) {
    const label = document.createElement("label");
    label.className = "tick";
    const button = Object.assign(document.createElement("input"), { type: "radio", name });
    button.addEventListener("change", choose);
    const text = document.createElement("span");
    if (typeof from === "string") text.textContent = from;
    else {
      text.textContent = from.textContent;
      for (const attribute of ["lang", "dir"]) if (from.hasAttribute(attribute)) text.setAttribute(attribute, from.getAttribute(attribute));
    }
    label.append(button, text);
    set.append(label);
  }
  return set;
}

export function start(button) {
  const { dataset } = button;
  const list = document.querySelector(".steps");
  const status = button.parentNode.querySelector("[role=status]");
  const steps = read(list);
  const { after, entries } = graph(steps);
  const mine = button.textContent;
  let added = [];
  let turns = {};
  let picks = {};

  function show() {
    const way = onTheWay(steps, turns, picks);
    steps.forEach(({ item }, position) => {
      item.toggleAttribute("data-off", !way.has(position));
      item.querySelector(".step__off").hidden = way.has(position);
    });
    status.textContent = dataset.told.replace("{count}", way.size).replace("{total}", steps.length);
  }

  function ask() {
    steps.forEach(({ item, title, links, isOther }, position) => {
      const off = Object.assign(document.createElement("p"), { className: "step__off", textContent: dataset.off });
      title.after(off);
      added.push(off);
      const group = entries(position);
      if (!isOther && group.length > 1) {
        const choices = group.map((place) => [steps[place].title, () => { picks[position] = place; show(); }]);
        const set = question(dataset.choice, `way-${position}`, choices);
        const before = document.createElement("li");
        before.append(set);
        item.before(before);
        added.push(before);
      }
      const conditional = links.filter(({ condition }) => condition);
      if (!conditional.length) return;
      const next = after(position);
      const turn = (to, isNext) => () => { turns[position] = { to, isNext }; show(); };
      const options = conditional.map(({ condition, to }) => [condition, turn(to, false)]);
      if (links.every(({ to, condition }) => to !== next && condition)) options.push([dataset.other, turn(next, true)]);
      const set = question(dataset.question, `turn-${position}`, options);
      item.querySelector(".branches").before(set);
      added.push(set);
    });
    show();
  }

  button.addEventListener("click", () => {
    const isAsking = added.length > 0;
    if (isAsking) {
      for (const element of added) element.remove();
      for (const { item } of steps) item.removeAttribute("data-off");
      [added, turns, picks] = [[], {}, {}];
      status.textContent = "";
    } else ask();
    button.textContent = isAsking ? mine : dataset.all;
  });
  ask();
  button.textContent = dataset.all;
}

// The text fields of the desk: tags of the source stay whole, insertion can be undone, and a field is as high as its text.

const NAMES = "a\\d*|abbr|acronym|strong|code|em|b|i";
// A mark with the isolates that the server puts around it in languages written from right to left.
const MARK = new RegExp(`\\u2066?</?(?:${NAMES})>\\u2069?`, "g");
const ISOLATES = /[\u2066\u2069]/g;

export function plain(text) {
  return text.replace(MARK, "").replace(ISOLATES, "").replace(/\s+/g, " ").trim();
}

function marks(text) {
  return [...text.matchAll(MARK)].map((found) => ({ start: found.index, end: found.index + found[0].length }));
}

// Replaces what is selected, as if it were typed: Ctrl+Z takes it back.
export function insert(area, text) {
  area.focus();
  const done = text === "" ? document.execCommand("delete") : document.execCommand("insertText", false, text);
  if (done) return;
  area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

export function replaceAll(area, text) {
  if (area.value === text) return;
  area.focus();
  area.select();
  insert(area, text);
}

// Puts a pair of tags around the selection; where the text has the pair already, its words are selected instead.
export function wrap(area, name) {
  const isolate = (mark) => (area.dir === "rtl" ? `\u2066${mark}\u2069` : mark);
  const opening = isolate(`<${name}>`);
  const closing = isolate(`</${name}>`);
  const start = area.value.indexOf(opening);
  const end = area.value.indexOf(closing);
  if (start >= 0 && end > start) {
    area.focus();
    area.setSelectionRange(start + opening.length, end);
    return;
  }
  const from = area.selectionStart;
  const words = area.value.slice(from, area.selectionEnd);
  insert(area, opening + words + closing);
  area.setSelectionRange(from + opening.length, from + opening.length + words.length);
}

// The caret steps over a mark, and a key that deletes takes the whole of it.
export function keepTagsWhole(area) {
  let last = 0;
  const stepOver = () => {
    if (document.activeElement !== area || area.selectionStart !== area.selectionEnd) return;
    const caret = area.selectionStart;
    const mark = marks(area.value).find((each) => each.start < caret && caret < each.end);
    if (mark) {
      const place = last <= mark.start ? mark.end : mark.start;
      area.setSelectionRange(place, place);
    }
    last = area.selectionStart;
  };
  area.addEventListener("keydown", (event) => {
    if (!["Backspace", "Delete"].includes(event.key) || area.selectionStart !== area.selectionEnd) return;
    const caret = area.selectionStart;
    const edge = event.key === "Backspace" ? "end" : "start";
    const mark = marks(area.value).find((each) => each[edge] === caret);
    // What is selected is what the key then deletes.
    if (mark) area.setSelectionRange(mark.start, mark.end);
  });
  area.addEventListener("keyup", stepOver);
  area.addEventListener("pointerup", stepOver);
  area.addEventListener("selectionchange", stepOver);
}

export function growWithText(area) {
  if (CSS.supports("field-sizing", "content")) return;
  const grow = () => {
    area.style.blockSize = "auto";
    area.style.blockSize = `${area.scrollHeight + 2}px`;
  };
  area.addEventListener("input", grow);
  grow();
}

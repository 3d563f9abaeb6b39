// Reads a page aloud, sentence by sentence, and marks the one that is being read. What is in another language is read
// by a voice of that language; where the device has none it is passed over, unless it is part of a sentence. Voices of
// the device only.

const BLOCKS = "address, dd, div, dt, figcaption, h1, h2, h3, h4, h5, h6, li, ol, p, section, summary, td, th, tr, ul";
const UNREAD =
  "[data-apart], [data-module], [hidden], [aria-hidden=true], .leave, .trust, .address-of-page, button, select, svg";
const NAME = "aloud"; // of the highlight, in the style sheet
const SAID = /[\p{L}\p{N}]/u;

const primary = (language) => language.split(/[-_]/)[0].toLowerCase();

/** A voice of the device for a language, the one for its country first; undefined without one. */
function voiceFor(language) {
  const voices = window.speechSynthesis.getVoices().filter((voice) => voice.localService);
  const known = voices.filter((voice) => primary(voice.lang) === primary(language));
  return known.find((voice) => voice.lang.replace("_", "-").toLowerCase() === language.toLowerCase()) ?? known[0];
}

/** Where the sentences of a text begin, and what they are. */
function sentencesOf(text, language) {
  if (!window.Intl?.Segmenter) {
    return [...text.matchAll(/[^.!?؟።]+[.!?؟።]*\s*/g)].map((found) => [found.index, found[0]]);
  }
  const found = [];
  for (const { index, segment } of new Intl.Segmenter(primary(language), { granularity: "sentence" }).segment(text)) {
    const last = found.at(-1);
    if (last && /\d\.\s*$/.test(last[1])) last[1] += segment; // a day before its month
    else found.push([index, segment]);
  }
  return found;
}

/** In which language an element is read. Without a voice for its own, a word in a sentence is said with the sentence. */
function languageOf(element, block) {
  const isInSentence = block?.closest(".prose") && element !== block && block.contains(element);
  return isInSentence && !voiceFor(element.lang) ? block.closest("[lang]").lang : element.lang;
}

/** The text of a page in pieces of one block and one language: lists of text nodes. */
function piecesOf(page) {
  const walker = document.createTreeWalker(page, NodeFilter.SHOW_TEXT, (node) => {
    const holder = node.parentElement;
    return !holder.closest(UNREAD) && holder.getClientRects().length ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_REJECT;
  });
  const pieces = [];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const block = node.parentElement.closest(BLOCKS);
    const lang = languageOf(node.parentElement.closest("[lang]"), block);
    const last = pieces.at(-1);
    if (last?.block === block && last.lang === lang) last.nodes.push(node);
    else if (node.data.trim()) pieces.push({ block, lang, nodes: [node] });
  }
  return pieces;
}

/** The sentences of a page: text, language and where it stands. */
function readable(page) {
  const found = [];
  for (const { lang, nodes } of piecesOf(page)) {
    const text = nodes.map((node) => node.data).join("");
    for (const [start, sentence] of sentencesOf(text, lang)) {
      if (!SAID.test(sentence)) continue;
      const range = document.createRange();
      range.setStart(...placeIn(nodes, start + sentence.search(/\S/)));
      range.setEnd(...placeIn(nodes, start + sentence.trimEnd().length));
      found.push({ text: sentence.trim().replace(/\s+/g, " "), lang, range });
    }
  }
  return found;
}

function placeIn(nodes, offset) {
  let rest = offset;
  for (const node of nodes) {
    if (rest <= node.length) return [node, rest];
    rest -= node.length;
  }
  throw new RangeError("no such place");
}

/** Marks the sentence that is being read: with the browser's highlights, or else with elements around it. */
class Marker {
  mark({ range }) {
    this.clear();
    if (window.CSS?.highlights) window.CSS.highlights.set(NAME, new window.Highlight(range));
    else this.wrap(range);
    const box = range.getBoundingClientRect();
    if (box.top < 190 || box.bottom > window.innerHeight - 40) {
      window.scrollBy({ top: box.top - window.innerHeight / 3 });
    }
  }

  wrap(range) {
    const walker = document.createTreeWalker(range.commonAncestorContainer, NodeFilter.SHOW_TEXT);
    const nodes = [];
    if (walker.currentNode.nodeType === Node.TEXT_NODE) nodes.push(walker.currentNode);
    while (walker.nextNode()) if (range.intersectsNode(walker.currentNode)) nodes.push(walker.currentNode);
    const { startContainer, startOffset, endContainer, endOffset } = range;
    this.marks = nodes.map((node) => {
      const end = node === endContainer ? endOffset : node.length;
      const start = node === startContainer ? startOffset : 0;
      node.splitText(end);
      const mark = document.createElement("mark");
      mark.className = NAME;
      const part = node.splitText(start);
      part.before(mark);
      mark.append(part);
      return mark;
    });
  }

  clear() {
    window.CSS?.highlights?.delete(NAME);
    for (const mark of this.marks ?? []) {
      const holder = mark.parentElement;
      mark.replaceWith(...mark.childNodes);
      holder.normalize();
    }
    this.marks = [];
  }
}

class Reader {
  constructor(button) {
    const player = button.closest("[data-aloud]");
    this.button = button;
    this.words = { ...button.dataset, read: button.textContent };
    [this.ending, this.speed] = player.querySelectorAll("button[data-stop], label");
    this.player = player;
    this.rate = this.speed.querySelector("select");
    this.marker = new Marker();
    button.addEventListener("click", () => this.toggle());
    this.ending.addEventListener("click", () => this.stop());
    this.rate.addEventListener("change", () => this.speaking && this.speak());
    window.addEventListener("pagehide", () => this.stop());
    this.toggle();
  }

  toggle() {
    if (this.speaking) this.pause();
    else {
      this.sentences ??= readable(document.querySelector("main"));
      this.at ??= 0;
      this.speak();
    }
  }

  /** Browsers on phones cannot pause within a sentence: it is read again from its beginning. */
  pause() {
    this.hush();
    this.show(this.words.continue);
  }

  stop() {
    this.hush();
    this.marker.clear();
    this.sentences = this.at = undefined;
    this.show(this.words.read);
    this.ending.hidden = this.speed.hidden = true;
    delete this.player.dataset.on;
  }

  hush() {
    this.speaking = null; // what ends now was not read to its end
    window.speechSynthesis.cancel();
  }

  show(words) {
    this.button.textContent = words;
  }

  speak() {
    this.hush();
    while (this.at < this.sentences.length && !voiceFor(this.sentences[this.at].lang)) this.at += 1;
    const sentence = this.sentences[this.at];
    if (!sentence || !this.button.isConnected) {
      this.stop();
      return;
    }
    const voice = voiceFor(sentence.lang);
    const speech = new window.SpeechSynthesisUtterance(sentence.text);
    Object.assign(speech, { voice, lang: voice.lang, rate: Number(this.rate.value) });
    speech.onend = () => {
      if (this.speaking !== speech) return;
      this.at += 1;
      this.speak();
    };
    speech.onerror = () => this.speaking === speech && this.stop();
    this.speaking = speech;
    this.marker.mark(sentence);
    this.show(this.words.pause);
    this.ending.hidden = this.speed.hidden = false;
    this.player.dataset.on = "";
    window.speechSynthesis.speak(speech);
  }
}

export function start(button) {
  new Reader(button);
}

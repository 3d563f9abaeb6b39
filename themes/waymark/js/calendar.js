// A calendar file (RFC 5545) with one day, made on the device: a button tells day, title, text and the name of the entry.

const MILLISECONDS_OF_A_DAY = 86400000;
const MOST_BYTES = 75; // of a line

/** One line, cut between characters so that no piece is longer than a line may be. */
export function folded(line) {
  let [text, bytes] = ["", 0];
  for (const character of line) {
    const size = new TextEncoder().encode(character).length;
    if (bytes + size > MOST_BYTES) [text, bytes] = [`${text}\r\n `, 1];
    [text, bytes] = [text + character, bytes + size];
  }
  return `${text}\r\n`;
}

/** The file for an ISO date, with a reminder two days before it. */
export function calendar({ name, day, title, text, url, now = new Date() }) {
  const plain = (value) => value.replace(/[\s\x00-\x1f\x7f]+/g, " ").trim().replace(/[\\;,]/g, "\\$&");
  const next = new Date(Date.parse(`${day}T00:00:00Z`) + MILLISECONDS_OF_A_DAY).toISOString().slice(0, 10);
  const lines = [
    "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Waymark//Guide//EN", "BEGIN:VEVENT", `UID:${name}`,
    `DTSTAMP:${now.toISOString().replace(/[-:]|\.\d+/g, "")}`,
    `DTSTART;VALUE=DATE:${day.replaceAll("-", "")}`, `DTEND;VALUE=DATE:${next.replaceAll("-", "")}`,
    `SUMMARY:${plain(title)}`, `DESCRIPTION:${plain(text)}`, `URL:${url}`, "TRANSP:TRANSPARENT",
    "BEGIN:VALARM", "ACTION:DISPLAY", `DESCRIPTION:${plain(title)}`, "TRIGGER:-P2D", "END:VALARM",
    "END:VEVENT", "END:VCALENDAR",
  ];
  return lines.map(folded).join("");
}

function save(button) {
  const url = location.href.split("#")[0];
  const file = new Blob([calendar({ ...button.dataset, url })], { type: "text/calendar" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = `${button.dataset.day}.ics`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

export function start(button) {
  button.addEventListener("click", () => save(button));
  save(button);
}

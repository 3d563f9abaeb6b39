// A QR code (ISO/IEC 18004) of a text, made on the device: bytes, error correction M, versions 1 to 10.

// By version: how many bytes of correction each block has, and how many bytes of data each of its blocks.
const BLOCKS = [
  [10, [16]], [16, [28]], [26, [44]], [18, [32, 32]], [24, [43, 43]], [16, [27, 27, 27, 27]], [18, [31, 31, 31, 31]],
  [22, [38, 38, 39, 39]], [22, [36, 36, 36, 37, 37]], [26, [43, 43, 43, 43, 44]],
];
const ALIGNED = [[], [6, 18], [6, 22], [6, 26], [6, 30], [6, 34], [6, 22, 38], [6, 24, 42], [6, 26, 46], [6, 28, 50]];
const MASKS = [
  (y, x) => (y + x) % 2, (y) => y % 2, (y, x) => x % 3, (y, x) => (y + x) % 3,
  (y, x) => (Math.floor(y / 2) + Math.floor(x / 3)) % 2, (y, x) => ((y * x) % 2) + ((y * x) % 3),
  (y, x) => (((y * x) % 2) + ((y * x) % 3)) % 2, (y, x) => (((y + x) % 2) + ((y * x) % 3)) % 2,
];
// What looks like a finder pattern in a line.
const FINDERS = ["10111010000", "00001011101"];

const [EXP, LOG] = [[], []];
for (let power = 0, value = 1; power < 255; power += 1) {
  [EXP[power], LOG[value]] = [value, power];
  value = (value << 1) ^ (value > 127 ? 0x11d : 0);
}
const times = (one, other) => (one && other ? EXP[(LOG[one] + LOG[other]) % 255] : 0);

/** The bytes of correction (Reed-Solomon) of some bytes of data. */
function correction(data, count) {
  let generator = [1];
  for (let power = 0; power < count; power += 1) {
    generator = [...generator, 0].map((value, at) => value ^ (at ? times(generator[at - 1], EXP[power]) : 0));
  }
  const rest = [...data, ...Array(count).fill(0)];
  for (let at = 0; at < data.length; at += 1) {
    const factor = rest[at];
    generator.forEach((value, step) => (rest[at + step] ^= times(value, factor)));
  }
  return rest.slice(data.length);
}

/** All bytes of the code: data in blocks, then their correction, both one byte of each block after the other. */
function codewords(bytes, version) {
  const [count, sizes] = BLOCKS[version - 1];
  const capacity = sizes.reduce((sum, size) => sum + size);
  const length = version > 9 ? 16 : 8; // bits that say how many bytes there are
  const said = [[4, 4], [bytes.length, length], ...[...bytes].map((byte) => [byte, 8]), [0, 4]];
  const bits = said.map(([value, size]) => value.toString(2).padStart(size, "0")).join("").slice(0, capacity * 8);
  const data = bits.match(/.{1,8}/g).map((byte) => parseInt(byte.padEnd(8, "0"), 2));
  for (let pad = 0xec; data.length < capacity; pad ^= 0xfd) data.push(pad);
  const blocks = sizes.map((size) => data.splice(0, size));
  const checks = blocks.map((block) => correction(block, count));
  return [blocks, checks].flatMap((lists) => {
    const longest = Math.max(...lists.map((list) => list.length));
    return Array.from({ length: longest }, (_, at) => lists.map((list) => list[at])).flat();
  }).filter((byte) => byte !== undefined);
}

/** A value with its correction, the rest of a division: for the lines of format and version. */
function remainder(value, generator, degree) {
  let rest = value << degree;
  for (let bit = 31 - Math.clz32(rest); bit >= degree; bit = 31 - Math.clz32(rest)) rest ^= generator << (bit - degree);
  return (value << degree) | rest;
}

/** Everything but data: undefined where data goes. */
function frame(version, mask) {
  const size = 17 + 4 * version;
  const rows = Array.from({ length: size }, () => Array(size));
  const square = (top, left, radius, dark) => {
    for (let y = -radius; y <= radius; y += 1) {
      for (let x = -radius; x <= radius; x += 1) {
        if (rows[top + y] && left + x >= 0 && left + x < size) rows[top + y][left + x] = dark(Math.max(Math.abs(y), Math.abs(x)));
      }
    }
  };
  for (let at = 0; at < size; at += 1) rows[6][at] = rows[at][6] = at % 2 === 0;
  for (const y of ALIGNED[version - 1]) {
    for (const x of ALIGNED[version - 1]) {
      const corner = (y === 6 && x === 6) || (y === 6 && x === size - 7) || (y === size - 7 && x === 6);
      if (!corner) square(y, x, 2, (distance) => distance !== 1);
    }
  }
  for (const [y, x] of [[3, 3], [3, size - 4], [size - 4, 3]]) square(y, x, 4, (distance) => distance !== 2 && distance !== 4);
  const format = remainder(mask, 0x537, 10) ^ 0x5412; // level M is 0
  for (let bit = 0; bit < 15; bit += 1) {
    const dark = Boolean((format >> bit) & 1);
    rows[bit < 6 ? bit : bit < 8 ? bit + 1 : size - 15 + bit][8] = dark;
    rows[8][bit < 8 ? size - 1 - bit : bit < 9 ? 7 : 14 - bit] = dark;
  }
  rows[size - 8][8] = true;
  if (version > 6) {
    const line = remainder(version, 0x1f25, 12);
    for (let bit = 0; bit < 18; bit += 1) {
      const [far, near] = [size - 11 + (bit % 3), Math.floor(bit / 3)];
      rows[far][near] = rows[near][far] = Boolean((line >> bit) & 1);
    }
  }
  return rows;
}

function drawn(words, version, mask) {
  const rows = frame(version, mask);
  let [size, bit] = [rows.length, 0];
  for (let right = size - 1, up = true; right > 0; right -= right === 8 ? 3 : 2, up = !up) {
    const column = right === 6 ? 5 : right;
    for (let step = 0; step < size; step += 1) {
      const y = up ? size - 1 - step : step;
      for (const x of [column, column - 1]) {
        if (rows[y][x] !== undefined) continue;
        const dark = (words[bit >> 3] >> (7 - (bit & 7))) & 1;
        rows[y][x] = Boolean(dark) !== (MASKS[mask](y, x) === 0);
        bit += 1;
      }
    }
  }
  return rows;
}

/** How hard a code is to read: runs, squares, what looks like a finder pattern, too much of dark or light. */
function penalty(rows) {
  const lines = [...rows, ...rows.map((_, x) => rows.map((row) => row[x]))].map((line) => line.map(Number).join(""));
  let sum = 0;
  for (const line of lines) {
    for (const run of line.match(/0{5,}|1{5,}/g) ?? []) sum += run.length - 2;
    for (const finder of FINDERS) for (let at = line.indexOf(finder); at >= 0; at = line.indexOf(finder, at + 1)) sum += 40;
  }
  for (let y = 1; y < rows.length; y += 1) {
    for (let x = 1; x < rows.length; x += 1) {
      const dark = rows[y][x];
      if (dark === rows[y - 1][x] && dark === rows[y][x - 1] && dark === rows[y - 1][x - 1]) sum += 3;
    }
  }
  const share = rows.flat().filter(Boolean).length / rows.length ** 2;
  return sum + Math.floor(Math.abs(share * 100 - 50) / 5) * 10;
}

/** The code as rows of dark (true) and light modules; null if the text is too long for one. */
export function matrix(text, mask) {
  const bytes = new TextEncoder().encode(text);
  const fits = ([, sizes], at) => sizes.reduce((sum, size) => sum + size) >= bytes.length + (at > 8 ? 3 : 2);
  const version = BLOCKS.findIndex(fits) + 1;
  if (!version) return null;
  const words = codewords(bytes, version);
  if (mask !== undefined) return drawn(words, version, mask);
  const codes = MASKS.map((_, number) => drawn(words, version, number));
  return codes.reduce((best, code) => (penalty(code) < penalty(best) ? code : best));
}

/** The code as the data of an SVG path, a unit for each module, with the quiet zone of four around it. */
export function path(rows) {
  return rows.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x + 4} ${y + 4}h1v1h-1z` : ""))).join("");
}

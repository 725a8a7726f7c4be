/** Bytes as text: counting newlines, decoding UTF-8 without the platform's help. */

const NEWLINE = 10;
const CHUNK = 8192;
const REPLACEMENT = 0xfffd;

/** How many newline bytes there are, as `wc -l` counts. */
export function newlines(bytes) {
  let count = 0;
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i] === NEWLINE) {
      count++;
    }
  }
  return count;
}

/** One character per byte: enough for code that is matched by ASCII patterns, with positions left as they are. */
export function characters(bytes) {
  const parts = [];
  for (let i = 0; i < bytes.length; i += CHUNK) {
    parts.push(String.fromCharCode.apply(null, bytes.subarray(i, i + CHUNK)));
  }
  return parts.join("");
}

/** UTF-8 bytes as a string; a byte that fits nowhere becomes the replacement character. */
export function decode(bytes) {
  let text = "";
  for (let i = 0; i < bytes.length; ) {
    const length = bytes[i] < 0x80 ? 1 : bytes[i] >= 0xf0 ? 4 : bytes[i] >= 0xe0 ? 3 : 2;
    const code = length === 1 ? bytes[i] : codePoint(bytes, i, length);
    text += String.fromCodePoint(code);
    i += code === REPLACEMENT ? 1 : length;
  }
  return text;
}

/** The string of characters() read as the UTF-8 it came from. */
export function reread(text) {
  return decode(Uint8Array.from(text, (character) => character.charCodeAt(0)));
}

function codePoint(bytes, at, length) {
  let code = bytes[at] & (0xff >> (length + 1));
  for (let i = 1; i < length; i++) {
    if ((bytes[at + i] & 0xc0) !== 0x80) {
      return REPLACEMENT;
    }
    code = (code << 6) | (bytes[at + i] & 0x3f);
  }
  return code < 0x80 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) ? REPLACEMENT : code;
}

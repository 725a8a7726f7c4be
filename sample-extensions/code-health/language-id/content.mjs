/** What can be said of a file's bytes without a model: empty, binary or text. */

const EXCERPT_BYTES = 2048;
const BEGINNING_BYTES = 512;
const LOOKED_AT_BYTES = 4096;
const PROBED_BYTES = 8000;
const BINARY_FROM_INVALID_SHARE = 0.1;

/** "empty", "binary" (a NUL byte, or more than a tenth of the probed bytes is not UTF-8) or "text". */
export function kindOf(bytes) {
  if (bytes.length === 0) {
    return "empty";
  }
  const probed = bytes.subarray(0, PROBED_BYTES);
  if (probed.includes(0)) {
    return "binary";
  }
  return invalidBytes(probed) > probed.length * BINARY_FROM_INVALID_SHARE ? "binary" : "text";
}

/**
 * The excerpt the model sees, as a copy: all of a short text; of a longer one its first 512 bytes and the last 1,536 of its
 * first 4,096, which are past the licence that many files begin with.
 */
export function excerpt(bytes) {
  const looked = bytes.subarray(0, LOOKED_AT_BYTES);
  if (looked.length <= EXCERPT_BYTES) {
    return looked.slice();
  }
  const cut = looked.slice(0, EXCERPT_BYTES);
  cut.set(looked.subarray(looked.length - (EXCERPT_BYTES - BEGINNING_BYTES)), BEGINNING_BYTES);
  return cut;
}

function invalidBytes(bytes) {
  let invalid = 0;
  let i = 0;
  while (i < bytes.length) {
    const length = sequenceLength(bytes, i);
    if (length === 0) {
      invalid++;
      i++;
    } else {
      i += length;
    }
  }
  return invalid;
}

/** The length of the UTF-8 sequence at `at`, or 0 when there is none; one cut off by the end of the probe is fine. */
function sequenceLength(bytes, at) {
  const first = bytes[at];
  if (first < 0x80) {
    return 1;
  }
  const length = first >= 0xf0 && first < 0xf5 ? 4 : first >= 0xe0 ? 3 : 2;
  if (first < 0xc2 || first >= 0xf5) {
    return 0;
  }
  for (let i = at + 1; i < Math.min(at + length, bytes.length); i++) {
    if ((bytes[i] & 0xc0) !== 0x80) {
      return 0;
    }
  }
  return length;
}

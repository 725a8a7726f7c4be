// proof: endless
// Has built-in functions walk over the holes of an array with four thousand million places.
export default () => {
  const wide = [];
  wide.length = 2 ** 32 - 1;
  for (;;) {
    Array.prototype.indexOf.call({ length: 2 ** 53 - 1 }, 1);
    wide.fill(undefined, 2 ** 31, 2 ** 31 + 10);
    wide.lastIndexOf(7);
  }
};

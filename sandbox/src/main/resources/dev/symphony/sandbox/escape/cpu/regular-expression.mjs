// proof: endless
// Has a regular expression try every way to split a text.
export default () => {
  for (;;) {
    /^(a+)+$/.test('a'.repeat(40) + 'b');
    /^(\w+\s?)*$/.test('x '.repeat(5000) + '!');
    /(x+x+)+y/.test('x'.repeat(60));
    /(.*a){20}\1$/.test('a'.repeat(60) + '!');
  }
};

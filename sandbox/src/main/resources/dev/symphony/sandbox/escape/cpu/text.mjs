// proof: endless
// Looks for a long text in a longer one that almost has it.
export default () => {
  const hay = 'a'.repeat(2_000_000);
  const needle = 'a'.repeat(1_000_000) + 'b';
  for (;;) {
    hay.indexOf(needle);
    hay.replaceAll('a', 'b');
    hay.split('');
  }
};

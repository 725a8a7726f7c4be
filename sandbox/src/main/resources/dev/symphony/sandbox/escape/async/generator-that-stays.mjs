// proof: endless
// Hides a loop where a generator is closed.
export default () => {
  const work = (function* () {
    try {
      yield 1;
    } finally {
      for (;;);
    }
  })();
  work.next();
  for (const x of work) break;
  work.return();
  return 'done';
};

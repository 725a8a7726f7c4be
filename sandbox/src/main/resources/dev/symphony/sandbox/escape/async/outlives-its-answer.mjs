// proof: endless
// Answers at once and goes on working behind its answer.
export default async () => {
  (async () => { for (;;) await null; })();
  return 'done';
};

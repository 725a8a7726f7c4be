// proof: endless
// Feeds the queue of jobs with jobs that feed it again.
export default () => {
  const again = () => Promise.resolve().then(again);
  for (let i = 0; i < 100; i++) again();
  return new Promise(() => {});
};

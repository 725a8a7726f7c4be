// proof: claim
// Starts threads, as many as it likes.
export default () => {
  const Thread = Java.type('java.lang.Thread');
  let started = 0;
  for (let i = 0; i < 100; i++) {
    Thread.ofVirtual().start(() => {});
    started++;
  }
  return started === 100;
};

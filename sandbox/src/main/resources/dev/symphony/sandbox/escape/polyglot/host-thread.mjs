// proof: mark
// behind: jail
// Has a thread of the host run its code outside the watch of the sandbox.
import { touchWith } from './routes.mjs';

export default (input) => {
  const Thread = Java.type('java.lang.Thread');
  const Task = Java.extend(Java.type('java.lang.Runnable'), {});
  if (Task === undefined || Thread.currentThread() === null) return null;
  return touchWith(Java.type, input.mark);
};

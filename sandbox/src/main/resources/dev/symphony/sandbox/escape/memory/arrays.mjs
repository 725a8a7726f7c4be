// proof: hoard
// Hoards lists.
export default () => {
  const hoard = [];
  for (;;) hoard.push(new Array(131072).fill(0.5));
};

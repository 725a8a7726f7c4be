// proof: overflow
// Recurses through built-in functions that call back.
export default () => {
  const again = () => [2, 1].sort(() => again()) && 'ab'.replace(/a/, again) && JSON.stringify({ toJSON: again });
  return again();
};

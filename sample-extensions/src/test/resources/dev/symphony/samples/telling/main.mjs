/** Returns its input. */
export default async function run(input) {
  return input;
}

/** Greets: input {name} becomes {greeting}. It asks for no capability and can reach nothing. */
export default async function run(input, caps) {
  const name = input?.name ?? "world";
  if (typeof name !== "string") {
    throw new TypeError("input.name must be a string");
  }
  return { greeting: `Hello, ${name}!` };
}

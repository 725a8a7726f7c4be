/** Spends `seconds * scale` on the clock, as the recorded task did, and returns which program it stands for. */
export default async function run({ program, seconds, scale }, caps) {
  const end = caps.clock.millis() + seconds * scale * 1000;
  while (caps.clock.millis() < end);
  return { program, seconds };
}

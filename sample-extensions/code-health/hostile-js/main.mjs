/** Attacks the sandbox: input {attack: "probe" | "loop" | "memory" | "recursion" | "output"}. Only "probe" returns. */
import { exhaust } from "./bombs.mjs";
import { CAPABILITY_ATTEMPTS } from "./capability-attempts.mjs";
import { PLATFORM_ATTEMPTS } from "./platform-attempts.mjs";
import { tryAll } from "./probe.mjs";

/** "probe" returns [{attempt, stopped, by, detail}]; the other attacks go on until something stops them. */
export default async function run(input, caps) {
  const attack = input?.attack ?? "probe";
  return attack === "probe" ? tryAll([...PLATFORM_ATTEMPTS, ...CAPABILITY_ATTEMPTS], caps) : exhaust(attack);
}

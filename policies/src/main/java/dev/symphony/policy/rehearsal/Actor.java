package dev.symphony.policy.rehearsal;

import dev.symphony.capabilities.Bytes;
import dev.symphony.kernel.guest.GuestLimits;
import dev.symphony.kernel.guest.GuestProgram;
import dev.symphony.kernel.guest.Language;
import java.time.Duration;
import java.util.Map;

/** The program of a guest that does what its input says. */
final class Actor {
  static final String FUNCTION = "run";

  static final GuestLimits LIMITS =
      new GuestLimits(Duration.ofSeconds(20), Duration.ofSeconds(60), 32L << 20, 1L << 20);

  private static final String SOURCE =
      """
      // Does the acts of its input in order, and gives back the data that it carries at the end.
      function as(hole, data) {
        if (hole === "TEXT") {
          if (data instanceof Uint8Array) return String.fromCharCode(...data);
          return typeof data === "string" ? data : "";
        }
        if (hole === "BYTES") {
          if (typeof data === "string") return Uint8Array.from(data, (c) => c.charCodeAt(0));
          return data instanceof Uint8Array ? data : new Uint8Array(0);
        }
        return data;
      }

      function filled(value, data) {
        if (Array.isArray(value)) return value.map((part) => filled(part, data));
        if (value === null || typeof value !== "object" || value instanceof Uint8Array) return value;
        if (Object.hasOwn(value, "$data")) return as(value["$data"], data);
        return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, filled(part, data)]));
      }

      export default async function run(input, caps) {
        let data = input.data;
        for (const act of input.acts) {
          const bound = caps[act.binding];
          if (act.callee !== undefined) {
            data = await bound.invoke(act.callee, { acts: act.acts, data });
          } else {
            const answer = await bound[act.operation](...filled(act.arguments, data));
            if (act.carried) data = answer;
          }
        }
        return data;
      }
      """;

  private Actor() {}

  static GuestProgram program() {
    return new GuestProgram(
        Language.JAVASCRIPT,
        GuestProgram.Form.MODULE,
        "main.mjs",
        Map.of("main.mjs", Bytes.utf8(SOURCE)));
  }
}

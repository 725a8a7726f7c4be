package dev.symphony.host.session;

import dev.symphony.document.Quantities;
import dev.symphony.host.UserError;
import dev.symphony.kernel.guest.GuestLimits;
import java.util.List;

/** Limits as the command line writes them: {@code cpu=100ms}, {@code heap=64m} and so on. */
public final class LimitText {
  private LimitText() {}

  /**
   * Applies limits to defaults.
   *
   * @param limits each {@code name=value}
   * @throws UserError {@code usage-limit} when one is malformed
   */
  public static GuestLimits parse(List<String> limits, GuestLimits defaults) throws UserError {
    GuestLimits result = defaults;
    for (String limit : limits) {
      result = apply(limit.strip(), result);
    }
    return result;
  }

  private static GuestLimits apply(String limit, GuestLimits to) throws UserError {
    int equals = limit.indexOf('=');
    String name = equals < 0 ? limit : limit.substring(0, equals);
    String value = limit.substring(equals + 1);
    try {
      return switch (name) {
        case "cpu" -> to.withCpu(Quantities.duration(value));
        case "wall" -> to.withWall(Quantities.duration(value));
        case "heap" -> to.withHeapBytes(Quantities.bytes(value));
        case "output" -> to.withOutputBytes(Quantities.bytes(value));
        case "messages" -> to.withMessagesPerSecond(Long.parseLong(value));
        default ->
            throw new UserError(
                "usage-limit",
                "'" + name + "' is not a limit: use cpu, wall, heap, output or messages");
      };
    } catch (IllegalArgumentException e) {
      throw new UserError("usage-limit", name + ": " + e.getMessage(), e);
    }
  }
}

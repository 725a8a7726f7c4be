package dev.symphony.kernel.guest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a guest is asked to do. */
public sealed interface GuestInvocation {
  /** Evaluate the program: a script's last value is the result, a module's result is null. */
  record Evaluate() implements GuestInvocation {}

  /**
   * Call a function of the evaluated program.
   *
   * @param function the exported (module) or global (script) function
   * @param arguments values; {@code caps} comes after them
   */
  record Call(String function, List<@Nullable Object> arguments) implements GuestInvocation {}
}

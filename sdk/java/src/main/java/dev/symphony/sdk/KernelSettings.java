package dev.symphony.sdk;

import dev.symphony.host.session.Isolation;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How a kernel is opened.
 *
 * @param home the directory that keeps everything: artifacts, kv, models, the audit log; it is made
 *     when it is not there, and one kernel at a time has it
 * @param isolation where guests run; {@link Isolation#CONTEXT} is for code you trust
 * @param runtime the guest runtime that the launcher {@code symphony} has built ({@code
 *     .runtime/current/guest}); without one, workers start from the class path of this process,
 *     which works and is slower
 * @param notes takes what guests print and log, line by line, from any thread
 */
public record KernelSettings(
    Path home, Isolation isolation, Optional<Path> runtime, Consumer<String> notes) {

  /** Guests in processes of their own, started from this class path; notes are dropped. */
  public static KernelSettings of(Path home) {
    return new KernelSettings(home, Isolation.PROCESS, Optional.empty(), note -> {});
  }

  /** The same with guests elsewhere. */
  public KernelSettings isolatedBy(Isolation other) {
    return new KernelSettings(home, other, runtime, notes);
  }

  /** The same with workers that start from a built runtime. */
  public KernelSettings startingFrom(Path builtRuntime) {
    return new KernelSettings(home, isolation, Optional.of(builtRuntime), notes);
  }

  /** The same with somebody who takes notes. */
  public KernelSettings notingTo(Consumer<String> listener) {
    return new KernelSettings(home, isolation, runtime, listener);
  }
}

package dev.symphony.sandbox.jail;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A short command that works only where a feature does. */
final class Trial {
  private static final long DEADLINE_SECONDS = 10;

  private Trial() {}

  /** Runs {@code command} and reports whether it succeeded, with its message when it did not. */
  static Finding of(String... command) throws InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(List.of(command)).redirectErrorStream(true);
    builder.environment().clear();
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return Finding.absent(command[0] + " does not come back");
      }
      String said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
      return process.exitValue() == 0
          ? Finding.present("tried with " + command[0])
          : Finding.absent(command[0] + ": " + said);
    } catch (IOException refused) {
      return Finding.absent(command[0] + ": " + refused.getMessage());
    }
  }
}

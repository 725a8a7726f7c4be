package dev.symphony.sandbox.jail;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * What a jailed process writes to its standard streams: the beginning of its complaints is told,
 * all else is read and dropped. Each stream has a platform thread, because reading from a pipe
 * would pin a virtual one, and is closed at its end.
 */
public final class ProcessOutput {
  private static final int MAX_COMPLAINT_BYTES = 8192;

  private final Process process;
  private final String name;
  private final Consumer<String> log;

  private ProcessOutput(Process process, String kind, Consumer<String> log) {
    this.process = process;
    this.name = kind + " " + process.pid();
    this.log = log;
  }

  /**
   * Reads all that a process says, until it ends.
   *
   * @param kind what to call it, such as {@code worker}
   * @param log takes its first complaint
   */
  public static void read(Process process, String kind, Consumer<String> log) {
    ProcessOutput output = new ProcessOutput(process, kind, log);
    output.start(() -> output.drop(process.getInputStream()));
    output.start(output::complain);
  }

  private void start(Runnable task) {
    Thread.ofPlatform().daemon().name(name + " output").start(task);
  }

  private void complain() {
    try (InputStream errors = process.getErrorStream()) {
      String first = new String(errors.readNBytes(MAX_COMPLAINT_BYTES), StandardCharsets.UTF_8);
      if (!first.isBlank()) {
        log.accept(name + " says: " + first.strip());
      }
      drop(errors);
    } catch (IOException e) {
      log.accept(name + ": its standard error can't be read: " + e);
    }
  }

  private void drop(InputStream stream) {
    try (stream) {
      stream.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      log.accept(name + ": a stream of it ended: " + e);
    }
  }
}

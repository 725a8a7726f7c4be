package dev.symphony.host.bench;

import dev.symphony.capabilities.Bytes;
import dev.symphony.host.UserError;
import dev.symphony.kernel.guest.GuestProgram;
import dev.symphony.kernel.guest.Language;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The guest programs and the input of the workloads. JavaScript programs leave their functions in
 * {@code globalThis.guest}, Python ones are plain functions; both find the host function as {@code
 * f}.
 *
 * @param work {@code work.js}
 * @param module {@code module1k.js}, 1,024 bytes
 * @param python {@code work.py}
 * @param input {@code input.json}, 200 bytes
 */
public record BenchGuests(String work, String module, String python, String input) {
  private static final Pattern ID = Pattern.compile("\"id\":(\\d+)");
  private static final String BEFORE = "globalThis.f = caps.counter.next;\n";
  private static final String AFTER =
      """

      Object.assign(globalThis, guest);
      globalThis.hostLoopInFlight = async (n, lanes) => {
        const later = caps.counter.later;
        const lane = async (first) => {
          let acc = 0;
          for (let i = first; i < n; i += lanes) acc = (acc + await later(i)) | 0;
          return acc;
        };
        const sums = await Promise.all(Array.from({ length: lanes }, (_, first) => lane(first)));
        return sums.reduce((a, b) => (a + b) | 0, 0);
      };
      """;
  private static final String PYTHON_AFTER =
      """


      def bench_handle(s, caps):
          return handle(s)

      def bench_host_loop(n, caps):
          return host_loop(n)

      def bench_fib(n, caps):
          return fib(n)
      """;

  /**
   * The programs in a directory, or the project's own.
   *
   * @throws UserError {@code bench-guests} when the directory lacks one
   */
  public static BenchGuests in(Optional<Path> directory) throws UserError {
    return new BenchGuests(
        text(directory, "work.js"),
        text(directory, "module1k.js"),
        text(directory, "work.py"),
        text(directory, "input.json"));
  }

  private static String text(Optional<Path> directory, String name) throws UserError {
    try {
      return directory.isPresent() ? Files.readString(directory.get().resolve(name)) : own(name);
    } catch (IOException e) {
      throw new UserError("bench-guests", "can't read the guest program " + name + ": " + e, e);
    }
  }

  private static String own(String name) throws IOException {
    try (InputStream in = BenchGuests.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException(name + " is missing from the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  GuestProgram worker() {
    return script(Language.JAVASCRIPT, "work.js", BEFORE + work + AFTER);
  }

  GuestProgram module1k() {
    return script(
        Language.JAVASCRIPT,
        "module1k.js",
        BEFORE + module + "\nObject.assign(globalThis, guest);");
  }

  GuestProgram pythonWorker() {
    return script(Language.PYTHON, "work.py", "f = caps.counter.next\n" + python + PYTHON_AFTER);
  }

  /** What {@code handle} has to answer to {@link #input}. */
  String answer() {
    Matcher id = ID.matcher(input);
    if (!id.find()) {
      throw new BenchFailure("the input has no id");
    }
    String open = input.strip();
    return open.substring(0, open.length() - 1)
        + ",\"n\":"
        + (Long.parseLong(id.group(1)) + 1)
        + "}";
  }

  private static GuestProgram script(Language language, String name, String text) {
    return new GuestProgram(
        language, GuestProgram.Form.SCRIPT, name, Map.of(name, Bytes.utf8(text)));
  }
}

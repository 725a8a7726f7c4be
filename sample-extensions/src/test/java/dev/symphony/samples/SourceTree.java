package dev.symphony.samples;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A directory of source files to measure. */
final class SourceTree {
  private static final long LARGEST = 64 << 10;

  private final Path directory;

  SourceTree(Path directory) {
    this.directory = directory;
  }

  /** Copies files that git tracks in {@code checkout}; none when git or its data are not there. */
  SourceTree copy(Path checkout, int atMost) throws IOException, InterruptedException {
    List<String> tracked =
        output(List.of("git", "-C", checkout.toString(), "ls-files", "-z"))
            .map(names -> List.of(names.split("\0")))
            .orElse(List.of());
    int copied = 0;
    for (String name : tracked) {
      Path file = checkout.resolve(name);
      if (copied < atMost && Files.isRegularFile(file) && Files.size(file) <= LARGEST) {
        Path target = directory.resolve(name);
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
        copied++;
      }
    }
    return this;
  }

  /**
   * Adds files until there are {@code files}: one with the name {@code longest} that is by far the
   * longest, one that is empty, one that is not UTF-8, one without a last newline, and small ones.
   */
  void generate(String longest, int files) throws IOException {
    Path made = Files.createDirectories(directory.resolve("made"));
    Files.writeString(made.resolve(longest), function("longest", 4000));
    Files.writeString(made.resolve("empty.txt"), "");
    Files.write(made.resolve("latin.txt"), new byte[] {'n', 'a', (byte) 0xef, 'v', 'e', '\n'});
    Files.write(made.resolve("binary.dat"), new byte[] {0, 1, '\n', 2, '\n', 3});
    Files.writeString(made.resolve("open.py"), "def f():\n    return 1");
    int present = count();
    for (int i = present; i < files; i++) {
      Files.writeString(made.resolve("small" + i + ".js"), function("small" + i, i % 40));
    }
  }

  private int count() throws IOException {
    try (var all = Files.walk(directory)) {
      return (int) all.filter(Files::isRegularFile).count();
    }
  }

  private static String function(String name, int lines) {
    return IntStream.range(0, lines)
        .mapToObj(i -> "  if (n === " + i + ") return " + name.length() * i + ";\n")
        .collect(Collectors.joining("", "function " + name + "(n) {\n", "}\n"));
  }

  /** The lines of all files below a directory as {@code wc} counts them, where there is one. */
  static Optional<Long> wordCount(Path directory) throws IOException, InterruptedException {
    return output(
            List.of("sh", "-c", "find \"$1\" -type f -exec cat {} + | wc -l", "sh", directory + ""))
        .map(text -> Long.valueOf(text.strip()));
  }

  private static Optional<String> output(List<String> command)
      throws IOException, InterruptedException {
    Process process;
    try {
      process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    } catch (IOException e) {
      return Optional.empty();
    }
    String text = new String(process.getInputStream().readAllBytes(), UTF_8);
    return process.waitFor() == 0 ? Optional.of(text) : Optional.empty();
  }
}

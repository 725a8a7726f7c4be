package dev.symphony.host.author.testing;

import dev.symphony.capabilities.Bytes;
import dev.symphony.host.UserError;
import dev.symphony.host.author.TypeScriptSources;
import dev.symphony.kernel.guest.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The directory with the tests of an extension: the files with tests, and what they import.
 *
 * @param files contents by path, relative to the extension
 * @param tests the paths of those with tests, sorted
 */
public record TestFiles(Map<String, Bytes> files, List<String> tests) {
  private static final List<String> DIRECTORIES = List.of("test", "tests");
  private static final long MAX_FILE_BYTES = 8 << 20;
  private static final Pattern JAVASCRIPT = Pattern.compile(".*\\.test\\.m?js");
  private static final Pattern PYTHON = Pattern.compile("(?:.*/)?test_[^/]*\\.py");

  public TestFiles {
    files = Map.copyOf(files);
    tests = List.copyOf(tests);
  }

  /**
   * Reads the tests of the extension in {@code directory}. Files larger than 8 MiB, links and names
   * that start with a dot are left out.
   *
   * @throws UserError {@code tests-missing} when there are none, {@code file-unreadable}
   */
  public static TestFiles read(Path directory, Language language) throws UserError {
    Map<String, Bytes> files = new TreeMap<>();
    try {
      for (String name : DIRECTORIES) {
        readBelow(directory, name, files);
      }
    } catch (IOException e) {
      throw new UserError("file-unreadable", "can't read the tests: " + e.getMessage(), e);
    }
    Pattern form = language == Language.PYTHON ? PYTHON : JAVASCRIPT;
    List<String> tests = files.keySet().stream().filter(f -> form.matcher(f).matches()).toList();
    if (tests.isEmpty()) {
      throw new UserError("tests-missing", missing(directory, language, files));
    }
    return new TestFiles(files, tests);
  }

  private static void readBelow(Path directory, String name, Map<String, Bytes> files)
      throws IOException {
    Path top = directory.resolve(name);
    if (!Files.isDirectory(top, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (Stream<Path> below = Files.walk(top)) {
      for (Path file : below.filter(TestFiles::isPlain).toList()) {
        String path = directory.relativize(file).toString();
        if (!path.contains("/.") && Files.size(file) <= MAX_FILE_BYTES) {
          files.put(path, Bytes.ofOwnedArray(Files.readAllBytes(file)));
        }
      }
    }
  }

  private static boolean isPlain(Path file) {
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
  }

  private static String missing(Path directory, Language language, Map<String, Bytes> files) {
    if (language == Language.JAVASCRIPT
        && files.keySet().stream().anyMatch(f -> f.endsWith(".test.ts"))) {
      return "the tests of " + directory + " are not compiled: " + TypeScriptSources.HOW;
    }
    String form = language == Language.PYTHON ? "test/test_*.py" : "test/*.test.mjs";
    return "there are no tests in " + directory + ": write one as " + form;
  }
}

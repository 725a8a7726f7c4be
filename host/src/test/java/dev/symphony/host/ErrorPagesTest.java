package dev.symphony.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every error code that stands in the sources has its page, and every page has its three parts. */
class ErrorPagesTest {
  private static final Path TOP = Path.of("..");
  private static final Path PAGES = TOP.resolve("docs").resolve("errors");

  /** Where a code is given to an error: a constructor, or a method that makes or throws one. */
  private static final Pattern CODE =
      Pattern.compile(
          "(?:new\\s+[\\w.]*(?:Error|Failure|Problem|Failed|Refused)|\\b(?:refused|failure|failed|invalid))"
              + "\\(\\s*\"([a-z]+(?:-[a-z0-9]+)+)\"");

  private static Set<String> codes() throws IOException {
    Set<String> codes = new TreeSet<>();
    for (Path source : sources()) {
      CODE.matcher(Files.readString(source, UTF_8)).results().forEach(m -> codes.add(m.group(1)));
    }
    return codes;
  }

  private static List<Path> sources() throws IOException {
    Path main = Path.of("src", "main", "java");
    try (Stream<Path> files = Files.walk(TOP)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> file.toString().contains(main.toString()))
          .toList();
    }
  }

  @Test
  void codes_havePages() throws IOException {
    Set<String> codes = codes();
    assertTrue(
        codes.containsAll(Set.of("home-locked", "worker-died", "usage-limit", "guest-syntax")),
        codes::toString);

    Set<String> without =
        codes.stream()
            .filter(code -> !Files.isRegularFile(PAGES.resolve(code + ".md")))
            .collect(Collectors.toCollection(TreeSet::new));

    assertEquals(Set.of(), without, "codes without a page in docs/errors");
  }

  @Test
  void pages_sayWhatWhyAndWhatToDo() throws IOException {
    try (Stream<Path> pages = Files.list(PAGES)) {
      for (Path page : pages.toList()) {
        String text = Files.readString(page, UTF_8);
        String code = page.getFileName().toString().replace(".md", "");
        assertTrue(text.startsWith("# " + code + "\n"), page::toString);
        for (String part : List.of("**What happened.**", "**Why.**", "**What to do.**")) {
          assertTrue(text.contains(part), () -> page + " lacks " + part);
        }
      }
    }
  }
}

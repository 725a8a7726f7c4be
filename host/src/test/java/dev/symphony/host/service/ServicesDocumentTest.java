package dev.symphony.host.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.kernel.service.OperationDeclaration;
import dev.symphony.kernel.service.ServiceDeclaration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The documentation says what the declarations say. */
class ServicesDocumentTest {
  private static final Path ROOT = Path.of("..");
  private static final List<String> SOURCES =
      List.of(
          "host/src/main/java/dev/symphony/host/service",
          "kernel/src/main/java/dev/symphony/kernel/service",
          "pit/src/main/java/dev/symphony/pit/artifact",
          "pit/src/main/java/dev/symphony/pit/model");
  private static final Pattern CODE = Pattern.compile("ServiceFailure\\(\\s*\"([a-z0-9-]+)\"");

  static Stream<ServiceDeclaration> services() {
    return Services.CATALOG.declarations().stream();
  }

  @ParameterizedTest
  @MethodSource("services")
  void everyServiceHasASectionWithEveryOperation(ServiceDeclaration service) throws IOException {
    String section = section(service);
    assertTrue(section.contains(service.description()), service.description());
    for (OperationDeclaration operation : service.operations()) {
      String signature = DeclarationText.signature(service.name(), operation);
      assertTrue(section.contains("\n    " + signature + "\n"), "missing:\n    " + signature);
      assertTrue(section.contains(operation.description()), operation.description());
    }
    long shown = section.lines().filter(l -> l.startsWith("    " + service.name() + ".")).count();
    assertEquals(service.operations().size(), shown, "operations that there are not");
  }

  private static String section(ServiceDeclaration service) throws IOException {
    String document = Files.readString(ROOT.resolve("docs/services.md"));
    int start = document.indexOf("\n## " + service.name() + "\n");
    assertTrue(start >= 0, "no section '## " + service.name() + "'");
    int end = document.indexOf("\n## ", start + 1);
    return document.substring(start, end < 0 ? document.length() : end);
  }

  @Test
  void everyErrorCodeOfAServiceHasAPageAndAMention() throws IOException {
    String document = Files.readString(ROOT.resolve("docs/services.md"));
    Set<String> codes = new TreeSet<>();
    for (String sources : SOURCES) {
      collect(ROOT.resolve(sources), codes);
    }
    assertTrue(codes.size() > 25, "found " + codes);
    for (String code : codes) {
      assertTrue(Files.exists(ROOT.resolve("docs/errors/" + code + ".md")), "no page: " + code);
      assertTrue(document.contains("`" + code + "`"), "docs/services.md never says " + code);
    }
  }

  private static void collect(Path directory, Set<String> codes) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        Matcher matcher = CODE.matcher(Files.readString(file));
        while (matcher.find()) {
          codes.add(matcher.group(1));
        }
      }
    }
  }

  @Test
  void operationsThatNameAResource_documentItsForm() throws IOException {
    for (ServiceDeclaration service : Services.CATALOG.declarations()) {
      boolean names =
          service.operations().stream().anyMatch(operation -> operation.resourceParameter() >= 0);
      assertEquals(names, section(service).contains("**Resource.**"), service.name());
    }
  }
}

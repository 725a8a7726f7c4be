package dev.symphony.registry.consent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.capabilities.Bytes;
import dev.symphony.capabilities.right.Right;
import dev.symphony.document.DocumentException;
import dev.symphony.registry.manifest.Manifest;
import dev.symphony.registry.manifest.ManifestReader;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CapabilityDiffTest {
  private static Manifest manifest(String more) throws DocumentException {
    return ManifestReader.read(
        "extension.toml",
        Bytes.utf8(
            """
            [extension]
            name = "x"
            version = "1.0.0"
            publisher = "acme"
            kind = "instrument"
            [code]
            language = "js"
            entry = "main.mjs"
            """
                + more));
  }

  private static String capability(String right) {
    Right parsed = Right.parse(right);
    StringBuilder text = new StringBuilder("[[capability]]\nreason = \"test\"\n");
    text.append("service = \"").append(parsed.service()).append("\"\n");
    text.append("operations = [\"")
        .append(String.join("\", \"", parsed.operations()))
        .append("\"]\n");
    text.append("resource = [\"")
        .append(String.join("\", \"", parsed.resources().stream().map(Object::toString).toList()))
        .append("\"]\n");
    for (String part : right.split(";", -1)) {
      if (part.startsWith("calls=")) {
        text.append("calls = ").append(part.substring(6)).append('\n');
      } else if (part.startsWith("rate=")) {
        text.append("rate = \"").append(part.substring(5)).append("\"\n");
      }
    }
    return text.toString();
  }

  private static CapabilityDiff diff(String before, String after) throws DocumentException {
    return CapabilityDiff.between(manifest(before), manifest(after));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "files.read:** files.read:** SAME",
        "files.read:** files.read:src/** NARROWED",
        "files.read:src/** files.read:** WIDENED",
        "files.read:src/**|docs/** files.read:docs/**|src/** SAME",
        "files.read:src/* files.read:src/** WIDENED",
        "files.read:src/** files.read:src/*/a.txt NARROWED",
        "files.read,list:** files.read:** NARROWED",
        "files.read:** files.read,list:** WIDENED",
        "files.*:** files.read:** NARROWED",
        "files.read:** files.*:** WIDENED",
        "files.read:** http.request:** ADDED",
        "files.read:**;calls=10 files.read:**;calls=9 NARROWED",
        "files.read:**;calls=10 files.read:**;calls=11 WIDENED",
        "files.read:**;calls=10 files.read:** WIDENED",
        "files.read:** files.read:**;calls=10 NARROWED",
        "files.read:**;rate=10/s files.read:**;rate=10/m NARROWED",
        "files.read:**;rate=10/m files.read:**;rate=10/s WIDENED",
        "files.read:**;rate=10/s files.read:**;calls=5 WIDENED",
      })
  void differences_areAboutAuthority(String before, String after, Change.Kind kind)
      throws DocumentException {
    CapabilityDiff diff = diff(capability(before), capability(after));
    assertEquals(kind, diff.changes().getFirst().kind(), diff::toString);
    boolean wider = kind == Change.Kind.WIDENED || kind == Change.Kind.ADDED;
    assertEquals(wider, diff.isWider());
  }

  @Test
  void aCountedRight_doesNotStandForTwo() throws DocumentException {
    String twice =
        capability("files.read:a/**;calls=10")
            + capability("files.read:b/**;calls=10").replace("reason", "as = \"b\"\nreason");
    assertEquals(true, diff(capability("files.read:**;calls=10"), twice).isWider());
    assertEquals(false, diff(capability("files.read:**"), twice).isWider());
  }

  @Test
  void severalRights_coverOneTogether() throws DocumentException {
    String two =
        capability("files.read:a/**")
            + capability("files.list:**").replace("reason", "as = \"b\"\nreason");
    assertEquals(false, diff(two, capability("files.list,read:a/**")).isWider());
  }

  @Test
  void theOwnModel_mayBeAnotherOne() throws DocumentException {
    String digestA = "sha256:" + "a".repeat(64);
    String digestB = "sha256:" + "b".repeat(64);
    String a = capability("models.infer:" + digestA) + model(digestA);
    String b = capability("models.infer:" + digestB) + model(digestB);
    assertEquals(List.of(Change.Kind.SAME), kinds(diff(a, b)));
    assertEquals(true, diff(a, capability("models.infer:" + digestB) + model(digestA)).isWider());
  }

  private static String model(String digest) {
    return "[model]\npath = \"m.onnx\"\ndigest = \"" + digest + "\"\n";
  }

  @Test
  void limits_countToo() throws DocumentException {
    String small = "[resources]\nheap = \"64m\"\n";
    String large = "[resources]\nheap = \"65m\"\n";
    assertEquals(List.of(Change.Kind.WIDENED), kinds(diff(small, large)));
    assertEquals(List.of(Change.Kind.NARROWED), kinds(diff(large, small)));
  }

  private static List<Change.Kind> kinds(CapabilityDiff diff) {
    return diff.changes().stream().map(Change::kind).toList();
  }

  @Provide
  Arbitrary<String> rights() {
    Arbitrary<String> operations = Arbitraries.of("read", "list", "read,list", "*");
    Arbitrary<String> patterns =
        Arbitraries.of("**", "a/**", "a/*", "a/b", "*", "*/b", "a/**|b", "b");
    Arbitrary<String> limits = Arbitraries.of("", ";calls=5", ";calls=9", ";rate=3/s");
    return Combinators.combine(operations, patterns, limits)
        .as((o, p, l) -> "files." + o + ":" + p + l);
  }

  /** What is not called wider never allows a resource that was not allowed before. */
  @Property(tries = 500)
  void notWider_isNeverMore(@ForAll("rights") String before, @ForAll("rights") String after)
      throws DocumentException {
    if (!diff(capability(before), capability(after)).isWider()) {
      Right old = Right.parse(before);
      Right now = Right.parse(after);
      for (String operation : List.of("read", "list", "stat")) {
        for (String path : List.of("a", "b", "a/b", "a/c", "a/b/c", "c/b", "c")) {
          if (allows(now, operation, path)) {
            assertTrue(allows(old, operation, path), () -> before + " -> " + after);
          }
        }
      }
    }
  }

  private static boolean allows(Right right, String operation, String path) {
    return right.includes(operation)
        && right.resources().stream().anyMatch(pattern -> pattern.matches(path));
  }
}

package dev.symphony.registry.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.symphony.capabilities.Bytes;
import dev.symphony.registry.Refused;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ArchiveReaderTest {
  private static final ArchiveLimits SMALL = new ArchiveLimits(4, 4_096);

  private static String refusal(Bytes archive) {
    return assertThrows(Refused.class, () -> ArchiveReader.read(archive, SMALL)).code();
  }

  static Stream<Arguments> hostile() {
    String zero = "00000000000\0";
    byte[] none = new byte[0];
    return Stream.of(
        Arguments.of("archive-path", new TarForger().file("../x", "a").end()),
        Arguments.of("archive-path", new TarForger().file("/etc/passwd", "a").end()),
        Arguments.of("archive-path", new TarForger().file("a/../../x", "a").end()),
        Arguments.of("archive-path", new TarForger().file("a//x", "a").end()),
        Arguments.of("archive-path", new TarForger().file("a\\..\\x", "a").end()),
        Arguments.of("archive-path", new TarForger().file("./x", "a").end()),
        Arguments.of("archive-path", new TarForger().file("", "a").end()),
        Arguments.of("archive-path", new TarForger().file("a\nb", "a").end()),
        Arguments.of("archive-link", new TarForger().empty("x", '2', "/etc/passwd").end()),
        Arguments.of("archive-link", new TarForger().empty("x", '1', "y").end()),
        Arguments.of("archive-device", new TarForger().empty("x", '3', "").end()),
        Arguments.of("archive-device", new TarForger().empty("x", '4', "").end()),
        Arguments.of("archive-device", new TarForger().empty("x", '6', "").end()),
        Arguments.of("archive-malformed", new TarForger().empty("x", '5', "").end()),
        Arguments.of("archive-malformed", new TarForger().empty("x", 'S', "").end()),
        Arguments.of("archive-malformed", new TarForger().empty("x", '7', "").end()),
        Arguments.of("archive-malformed", new TarForger().empty("x", '0', "target").end()),
        Arguments.of("archive-name-long", new TarForger().file("a", "").empty("x", 'L', "").end()),
        Arguments.of("archive-name-long", new TarForger().empty("x", 'x', "").end()),
        Arguments.of("archive-name-long", new TarForger().empty("x", 'g', "").end()),
        Arguments.of("archive-duplicate", new TarForger().file("a", "1").file("a", "2").end()),
        Arguments.of(
            "archive-duplicate",
            new TarForger().file("a", "1").file("b", "2").file("a", "3").end()),
        Arguments.of("archive-malformed", new TarForger().file("b", "1").file("a", "2").end()),
        Arguments.of(
            "archive-too-large", new TarForger().entry("x", '0', "", "77777777777\0", none).end()),
        Arguments.of(
            "archive-malformed", new TarForger().entry("x", '0', "", "0000000000x\0", none).end()),
        Arguments.of(
            "archive-malformed", new TarForger().entry("x", '0', "", "-0000000001\0", none).end()),
        Arguments.of("archive-malformed", new TarForger().entry("x", '0', "", "0\0", none).end()),
        Arguments.of(
            "archive-truncated", new TarForger().entry("x", '0', "", "00000003000\0", none).end()),
        Arguments.of("archive-truncated", new TarForger().file("x", "a").cut()),
        Arguments.of("archive-truncated", Bytes.empty()),
        Arguments.of(
            "archive-too-large",
            new TarForger()
                .empty("a", '0', "")
                .empty("b", '0', "")
                .empty("c", '0', "")
                .empty("d", '0', "")
                .entry("e", '0', "", zero, none)
                .end()),
        Arguments.of("archive-too-large", new TarForger().file("x", "a".repeat(4_097)).end()),
        Arguments.of("archive-too-large", Bytes.copyOf(new byte[1 << 20])));
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void hostileArchives_areRefused(String code, Bytes archive) {
    assertEquals(code, refusal(archive));
  }

  @Test
  void compressedBombs_areNoArchives() throws IOException {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bomb)) {
      out.write(new byte[2 << 20]);
    }
    assertEquals("archive-malformed", refusal(Bytes.copyOf(bomb.toByteArray())));
  }

  @Test
  void anythingBehindTheEnd_isRefused() throws Refused {
    byte[] whole = ArchiveWriter.write(Map.of("a", Bytes.utf8("1"))).toArray();
    byte[] longer = Arrays.copyOf(whole, whole.length + 512);
    assertEquals("archive-malformed", refusal(Bytes.copyOf(longer)));
    byte[] shorter = Arrays.copyOf(whole, whole.length - 512);
    assertEquals("archive-truncated", refusal(Bytes.copyOf(shorter)));
  }

  @Test
  void everyChangedByteOfAHeader_isRefused() throws Refused {
    byte[] whole = ArchiveWriter.write(Map.of("a/b", Bytes.utf8("12345"))).toArray();
    for (int at = 3; at < 1_024; at++) {
      byte[] changed = whole.clone();
      changed[at] ^= 1;
      boolean content = at >= 512 && at < 517;
      if (!content) {
        int place = at;
        assertThrows(
            Refused.class,
            () -> ArchiveReader.read(Bytes.copyOf(changed), SMALL),
            () -> "byte " + place);
      }
    }
  }

  @Test
  void longPaths_areSplitOrRefused() throws Refused {
    String fits = "d".repeat(150) + "/" + "f".repeat(100);
    Bytes archive = ArchiveWriter.write(Map.of(fits, Bytes.utf8("1")));
    assertEquals(Set.of(fits), ArchiveReader.read(archive, SMALL).keySet());
    for (String name : Set.of("f".repeat(101), "d".repeat(156) + "/f", "ä".repeat(51))) {
      Refused refused =
          assertThrows(Refused.class, () -> ArchiveWriter.write(Map.of(name, Bytes.utf8("1"))));
      assertEquals("archive-name-long", refused.code());
    }
  }

  @Provide
  Arbitrary<Map<String, Bytes>> files() {
    Arbitrary<String> names =
        Arbitraries.strings()
            .withChars("abä.-")
            .ofMinLength(1)
            .ofMaxLength(20)
            .filter(name -> !Set.of(".", "..").contains(name));
    Arbitrary<String> paths = names.list().ofMinSize(1).ofMaxSize(8).map(p -> String.join("/", p));
    Arbitrary<Bytes> contents =
        Arbitraries.bytes().array(byte[].class).ofMaxSize(1_500).map(Bytes::copyOf);
    return Arbitraries.maps(paths, contents).ofMaxSize(4);
  }

  @Property(tries = 200)
  void whatIsWritten_isReadBack(@ForAll("files") Map<String, Bytes> files) throws Refused {
    Bytes archive = ArchiveWriter.write(files);
    assertEquals(files, ArchiveReader.read(archive, ArchiveLimits.CODE));
    assertEquals(archive, ArchiveWriter.write(new LinkedHashMap<>(files)));
  }

  @Property(tries = 400)
  void whatIsAccepted_isWhatWouldBeWritten(
      @ForAll("files") Map<String, Bytes> files, @ForAll @IntRange(max = 1 << 20) int where)
      throws Refused {
    byte[] archive = ArchiveWriter.write(files).toArray();
    archive[where % archive.length] ^= (byte) (1 + where % 255);
    requireOneForm(archive);
  }

  @FuzzTest(maxDuration = "30s")
  void hostileBytes_areRefusedOrInTheOneForm(byte[] input) throws Refused {
    requireOneForm(input);
  }

  private static void requireOneForm(byte[] input) throws Refused {
    Bytes archive = Bytes.copyOf(input);
    Map<String, Bytes> files;
    try {
      files = ArchiveReader.read(archive, ArchiveLimits.CODE);
    } catch (Refused e) {
      assertTrue(e.code().startsWith("archive-"));
      return;
    }
    assertEquals(archive, ArchiveWriter.write(files));
  }
}

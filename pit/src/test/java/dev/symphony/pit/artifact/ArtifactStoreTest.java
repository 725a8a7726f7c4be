package dev.symphony.pit.artifact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.symphony.capabilities.Bytes;
import dev.symphony.kernel.service.ServiceDeclaration;
import dev.symphony.kernel.service.ServiceFailure;
import dev.symphony.kernel.service.ServiceObject;
import dev.symphony.pit.content.ContentDigest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArtifactStoreTest {
  private static final Instant NOON = Instant.parse("2026-02-03T12:00:00Z");
  private static final String HI_DIGEST =
      "sha256:8f434346648f6b96df89dda901c5176b10a6d83961dd3c1ac88b59b2dc327aa4";

  @TempDir private Path home;
  private ArtifactStore store;
  private ServiceObject artifacts;

  @BeforeEach
  void open() throws IOException {
    store = ArtifactStore.open(home, 1000, InstantSource.fixed(NOON));
    artifacts =
        ServiceObject.bind(ServiceDeclaration.of(Artifacts.class), store.forExtension("metrics"));
  }

  @AfterEach
  void close() throws IOException {
    store.close();
  }

  @Test
  void keepsTextAndGivesItsBytesBack() {
    assertEquals(Map.of("digest", HI_DIGEST, "size", 2L), put("a.txt", "text/plain", "hi"));
    assertEquals(Bytes.utf8("hi"), artifacts.invoke(1, new @Nullable Object[] {HI_DIGEST}));
  }

  @Test
  void keepsBytes() {
    assertEquals(
        Map.of("digest", HI_DIGEST, "size", 2L),
        put("a.bin", "application/octet-stream", Bytes.utf8("hi")));
  }

  @Test
  void recordsWhoStoredWhatWhen() throws IOException {
    put("a/b.html", "text/html; charset=utf-8", "hi");
    put("c.html", "text/html", "hi");
    ContentDigest digest = ContentDigest.parse(HI_DIGEST).orElseThrow();
    assertEquals(
        List.of(
            new ArtifactRecord(NOON, digest, 2, "text/html; charset=utf-8", "metrics", "a/b.html"),
            new ArtifactRecord(NOON, digest, 2, "text/html", "metrics", "c.html")),
        store.records());
  }

  @Test
  void aRecordThatACrashCutShort_isCutOff() throws IOException {
    put("a", "text/plain", "hi");
    store.close();
    Files.writeString(home.resolve("records.tsv"), "2026-02-03T", StandardOpenOption.APPEND);
    try (ArtifactStore again = ArtifactStore.open(home, 1000, InstantSource.fixed(NOON))) {
      assertEquals(1, again.records().size());
      again.put("x", "b", "text/plain", Bytes.utf8("ho"));
      assertEquals(2, again.records().size());
    }
  }

  @Test
  void aFullStore_refusesAndRecordsNothing() throws IOException {
    put("a", "text/plain", "x".repeat(600));
    assertRefused("artifact-store-full", "b", "text/plain", "y".repeat(600));
    assertEquals(1, store.records().size());
    put("c", "text/plain", "z".repeat(400));
  }

  @Test
  void anArtifactThatChangedOnTheDisk_isNotGivenOut() throws IOException {
    put("a", "text/plain", "hi");
    try (Stream<Path> files = Files.walk(home.resolve("objects"))) {
      Files.writeString(files.filter(Files::isRegularFile).findFirst().orElseThrow(), "ho");
    }
    assertEquals("artifact-corrupt", codeOfGet(HI_DIGEST));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "sha256:",
        "8f434346648f6b96df89dda901c5176b10a6d83961dd3c1ac88b59b2dc327aa4",
        "sha256:8F434346648F6B96DF89DDA901C5176B10A6D83961DD3C1AC88B59B2DC327AA4",
        "sha256:../../../../../../etc/passwd",
        "sha256:8f434346648f6b96df89dda901c5176b10a6d83961dd3c1ac88b59b2dc327aa4/",
        HI_DIGEST
      })
  void digestsThatNameNothing_areUnknown(String digest) {
    assertEquals("artifact-unknown", codeOfGet(digest));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/a", "../a", "a//b", "a\tb", "a\u0085b", "a\0", "\uD800"})
  void namesThatAreNoPaths_areRejected(String name) throws IOException {
    assertRefused("artifact-name", name, "text/plain", "hi");
    assertEquals(List.of(), store.records());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "text", "text/", "TEXT/html", "text/html\n", "text/html; x=1", "a/b/c"})
  void mediaTypesThatAreNone_areRejected(String mediaType) {
    assertRefused("artifact-media-type", "a", mediaType, "hi");
  }

  @Test
  void contentThatIsNeitherTextNorBytes_isRejected() {
    assertRefused("argument-type", "a", "text/plain", 1L);
    assertRefused("argument-type", "a", "text/plain", null);
    assertRefused("argument-type", "a", "text/plain", List.of("hi"));
    assertRefused("argument-type", "a", "text/plain", "half a pair: \uDC00");
  }

  private @Nullable Object put(String name, String mediaType, @Nullable Object content) {
    return artifacts.invoke(0, new @Nullable Object[] {name, mediaType, content});
  }

  private void assertRefused(String code, String name, String mediaType, @Nullable Object content) {
    ServiceFailure failure =
        assertThrows(ServiceFailure.class, () -> put(name, mediaType, content));
    assertEquals(code, failure.code());
  }

  private String codeOfGet(String digest) {
    return assertThrows(
            ServiceFailure.class, () -> artifacts.invoke(1, new @Nullable Object[] {digest}))
        .code();
  }
}

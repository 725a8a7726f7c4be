package dev.symphony.pit.artifact;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.capabilities.Bytes;
import dev.symphony.kernel.service.ServiceDeclaration;
import dev.symphony.kernel.service.ServiceFailure;
import dev.symphony.kernel.service.ServiceObject;
import dev.symphony.pit.content.ContentDigest;
import dev.symphony.pit.content.ContentDirectory;
import dev.symphony.pit.seal.SealKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
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
    store = opened();
    artifacts =
        ServiceObject.bind(ServiceDeclaration.of(Artifacts.class), store.forExtension("metrics"));
  }

  private ArtifactStore opened() throws IOException {
    return ArtifactStore.open(
        home,
        new ArtifactStore.Settings(
            SealKey.of(Bytes.ofOwnedArray(new byte[SealKey.LENGTH])),
            new SecureRandom(),
            1000,
            InstantSource.fixed(NOON)));
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
            new ArtifactRecord(
                NOON, digest, 2, "text/html; charset=utf-8", "metrics", "a/b.html", 1),
            new ArtifactRecord(NOON, digest, 2, "text/html", "metrics", "c.html", 1)),
        store.records());
  }

  @Test
  void aFullStore_refusesAndRecordsNothing() throws IOException {
    String noise =
        new Random(1).ints(600, 33, 127).mapToObj(Character::toString).collect(joining());
    put("a", "text/plain", noise);
    assertRefused("artifact-store-full", "b", "text/plain", noise + noise);
    assertEquals(1, store.records().size());
    put("c", "text/plain", "z".repeat(400));
  }

  @Test
  void aNameHasVersions_andTheSameAgainIsNone() throws IOException {
    put("a", "text/plain", "one");
    put("a", "text/plain", "one");
    put("a", "text/plain", "two");
    put("a", "text/plain", "one");
    assertEquals(
        List.of(3L, 2L, 1L),
        store.named("a").stream()
            .map(ArtifactRecord::version)
            .sorted(Comparator.reverseOrder())
            .toList());
    store.close();
    store = opened();
    assertEquals(3, store.records().size());
  }

  @Test
  void words_findTextsAndNames() throws IOException {
    put("notes/fox.md", "text/markdown", "The quick brown fox");
    put("other", "text/plain", "a slow \"green\" turtle");
    put("picture", "image/png", Bytes.utf8("quick"));
    assertEquals(List.of("notes/fox.md"), names("quick fox"));
    assertEquals(List.of("other"), names("\"green turtle"));
    assertEquals(List.of("picture"), names("picture"));
    assertEquals(List.of(), names("quick turtle"));
    assertEquals(List.of(), names(" "));
  }

  @Test
  void plainStoresOfBefore_areTakenOver_andWhatIsDamagedIsPutAside() throws IOException {
    store.close();
    ContentDirectory plain = ContentDirectory.open(home, 1000);
    ContentDigest hi = plain.store(Bytes.utf8("hi"));
    String lost = "sha256:" + "0".repeat(64);
    Instant morning = NOON.minusSeconds(7200);
    String lines =
        String.join("\t", morning.toString(), hi.toString(), "2", "text/plain", "metrics", "a")
            + "\n"
            + String.join("\t", NOON.toString(), lost, "9", "text/plain", "metrics", "b")
            + "\n2026-02-0";
    Files.writeString(home.resolve("records.tsv"), lines);
    store = opened();
    assertEquals(
        List.of(new ArtifactRecord(morning, hi, 2, "text/plain", "metrics", "a", 1)),
        store.records());
    assertEquals(Optional.of(Bytes.utf8("hi")), store.get(hi, "metrics"));
    assertEquals(List.of("a"), names("hi"));
    assertFalse(Files.exists(plain.path(hi)));
    assertFalse(Files.exists(home.resolve("records.tsv")));
    assertTrue(Files.readString(home.resolve("records.left.tsv")).contains(lost));
  }

  private List<String> names(String words) throws IOException {
    return store.search(words).stream().map(ArtifactRecord::name).toList();
  }

  @Test
  void lineageReadsAndMarks_areKept() throws IOException {
    put("a", "text/plain", "hi");
    artifacts.invoke(1, new @Nullable Object[] {HI_DIGEST});
    put("b", "text/plain", "made from hi");
    ContentDigest hi = ContentDigest.parse(HI_DIGEST).orElseThrow();
    ContentDigest made = store.named("b").getFirst().digest();
    assertEquals(List.of(hi), store.parents(made));
    assertEquals(List.of(made), store.children(hi));
    assertEquals(List.of(new ReadRecord("metrics", NOON)), store.readers(hi));
    assertEquals(true, store.mark(hi, Mark.QUALITY, 0.25));
    assertEquals(true, store.mark(hi, Mark.HELD, 1));
    ContentFacts facts = store.facts(hi).orElseThrow();
    assertEquals(new ContentFacts(hi, 2, NOON, NOON, 1, 0.25, 1, 1, true, false, false), facts);
    assertEquals(false, store.deleteIf(hi, any -> true), "it is held");
    store.mark(hi, Mark.HELD, 0);
    assertEquals(true, store.deleteIf(hi, any -> true));
    assertEquals("artifact-unknown", codeOfGet(HI_DIGEST));
    assertEquals(List.of(), names("a"));
  }

  @Test
  void anArtifactThatChangedOnTheDisk_isNotGivenOut() throws IOException {
    put("a", "text/plain", "hi");
    try (Stream<Path> files = Files.walk(home.resolve("sealed"))) {
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

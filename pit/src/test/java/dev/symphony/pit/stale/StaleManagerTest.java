package dev.symphony.pit.stale;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.capabilities.Bytes;
import dev.symphony.pit.artifact.ArtifactRecord;
import dev.symphony.pit.artifact.ArtifactStore;
import dev.symphony.pit.artifact.Draft;
import dev.symphony.pit.artifact.Mark;
import dev.symphony.pit.artifact.StoreKeeper;
import dev.symphony.pit.content.ContentDigest;
import dev.symphony.pit.seal.SealKey;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StaleManagerTest {
  private static final Instant NOON = Instant.parse("2026-02-03T12:00:00Z");

  @TempDir private Path directory;
  private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
  private ArtifactStore store;

  @BeforeEach
  void open() throws IOException {
    SecureRandom random = new SecureRandom();
    store =
        ArtifactStore.open(
            directory,
            new ArtifactStore.Settings(
                SealKey.of(SealKey.newSecret(random)), random, 1 << 30, now::get));
  }

  @AfterEach
  void close() throws IOException {
    store.close();
  }

  private StaleManager manager() {
    return new StaleManager(new StoreKeeper(store), StaleRules.DEFAULT, now::get);
  }

  private ContentDigest put(String name, String text, ContentDigest... from) throws IOException {
    ArtifactRecord stored =
        store.put(new Draft("maker", name, "text/plain", Set.of(from)), Bytes.utf8(text));
    return stored.digest();
  }

  private void pass(int days) {
    now.updateAndGet(before -> before.plus(Duration.ofDays(days)));
  }

  private static Map<String, String> fates(List<Judgement> judgements) {
    return judgements.stream().collect(Collectors.toMap(Judgement::digest, Judgement::fate));
  }

  @Test
  void whatNobodyReads_isArchivedThenDeleted() throws IOException {
    ContentDigest old = put("a", "one");
    ContentDigest latest = put("a", "two");
    assertEquals("keep", fates(manager().sweep()).get(old.toString()));
    pass(90);
    assertEquals("archive", fates(manager().judge()).get(old.toString()));
    assertEquals(false, store.facts(old).orElseThrow().archived());
    manager().sweep();
    assertTrue(store.facts(old).orElseThrow().archived());
    pass(90);
    assertEquals("delete", fates(manager().sweep()).get(old.toString()));
    assertTrue(store.get(old, "reader").isEmpty());
    assertEquals(Bytes.utf8("two"), store.get(latest, "reader").orElseThrow());
  }

  @Test
  void heldTrainingReferencedAndGood_areKept() throws IOException {
    List<ContentDigest> kept = new ArrayList<>();
    for (String name : List.of("held", "training", "parent", "good", "plain")) {
      kept.add(put(name, name + " 1"));
      put(name, name + " 2");
    }
    put("child", "child", kept.get(2));
    store.mark(kept.get(0), Mark.HELD, 1);
    store.mark(kept.get(1), Mark.TRAINING, 1);
    store.mark(kept.get(3), Mark.QUALITY, 1);
    for (int sweep = 0; sweep < 6; sweep++) {
      pass(60);
      manager().sweep();
    }
    for (ContentDigest digest : kept.subList(0, 4)) {
      assertTrue(store.facts(digest).isPresent(), digest::toString);
    }
    assertTrue(store.facts(kept.get(4)).isEmpty());
  }

  /**
   * Writers store again what a sweep is about to delete: what they were told is stored is there.
   */
  @Test
  void sweepAgainstWriters_deletesNothingThatWasStoredAgain() throws Exception {
    for (int i = 0; i < 40; i++) {
      put("n" + i, "old " + i);
      put("n" + i, "new " + i);
    }
    pass(90);
    manager().sweep();
    pass(90);
    List<ContentDigest> again = new ArrayList<>();
    Thread writer =
        Thread.ofPlatform()
            .start(() -> {
              for (int i = 0; i < 40; i++) {
                try {
                  again.add(put("again" + i, "old " + i));
                } catch (IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              }
            });
    List<Judgement> done = manager().sweep();
    writer.join();
    assertEquals(40, again.size());
    for (ContentDigest digest : again) {
      assertTrue(store.get(digest, "reader").isPresent(), () -> digest + " is gone");
    }
    long deleted = done.stream().filter(j -> j.fate().equals("delete")).count();
    System.out.println(deleted + " of 40 were deleted before they were stored again");
  }

  @Test
  void filesThatNothingLeadsTo_areOrphans() throws IOException {
    ContentDigest digest = put("a", "one");
    assertEquals(List.of(), store.orphans());
    store.close();
    java.nio.file.Files.delete(directory.resolve("index.sqlite"));
    open();
    assertEquals(1, store.facts().size() + store.orphans().size());
    store.deleteOrphans();
    assertTrue(store.get(digest, "reader").isEmpty());
  }
}

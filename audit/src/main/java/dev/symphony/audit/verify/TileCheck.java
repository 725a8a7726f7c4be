package dev.symphony.audit.verify;

import dev.symphony.audit.AuditRecord;
import dev.symphony.audit.merkle.Frontier;
import dev.symphony.audit.merkle.TreeHasher;
import dev.symphony.audit.note.VerifiedCheckpoint;
import dev.symphony.audit.tile.TileEdge;
import dev.symphony.audit.tile.TileFile;
import dev.symphony.audit.tile.TileReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Makes the tiles anew from the entries, and compares: with the tiles on the disk byte by byte, and
 * the root with the signed one.
 */
final class TileCheck {
  private static final String PRUNED = "\"type\":\"" + AuditRecord.Type.LOG_PRUNED.id() + "\"";
  private static final int MOST_FINDINGS = 20;

  private final Path directory;
  private final VerifiedCheckpoint checkpoint;
  private final Optional<VerifiedCheckpoint> since;
  private final List<Finding> findings;
  private final TreeHasher hasher = new TreeHasher();
  private final TileReader reader;
  private final long first;
  private long examined;
  private long prunedBefore;
  private Frontier frontier = new Frontier(hasher);
  private TileEdge edge = new TileEdge(hasher);

  TileCheck(
      Path directory,
      VerifiedCheckpoint checkpoint,
      Optional<VerifiedCheckpoint> since,
      List<Finding> findings) {
    this.directory = directory;
    this.checkpoint = checkpoint;
    this.since = since;
    this.findings = findings;
    this.reader = new TileReader(directory, checkpoint.size());
    this.first = since.map(s -> reader.bundleOf(s.size())).orElse(0L);
  }

  Frontier frontier() {
    return frontier;
  }

  long examined() {
    return examined;
  }

  long keptFrom() {
    return reader.start(reader.firstBundle());
  }

  void run() {
    if (since.isPresent() && since.get().size() > checkpoint.size()) {
      find("earlier", "checkpoint", "the log is shorter than the earlier checkpoint says");
      return;
    }
    try {
      TileReader before = reader.upTo(reader.start(first));
      frontier = Frontier.of(hasher, before, before.size());
      edge = TileEdge.of(hasher, before);
      compareEarlier();
      for (long bundle = first; bundle < reader.bundles(); bundle++) {
        check(bundle);
        edge.takeFull().forEach(this::compare);
        if (findings.size() >= MOST_FINDINGS) {
          return;
        }
      }
      edge.partial().forEach(this::compare);
    } catch (UncheckedIOException e) {
      find("tile", "tile", String.valueOf(e.getMessage()));
      return;
    }
    compareRoot();
    if (keptFrom() > Math.max(prunedBefore, reader.start(first))) {
      find("entry", "tile/entries", "entries before " + keptFrom() + " are gone without a record");
    }
    if (since.isEmpty()) {
      new LeftFiles(directory, checkpoint.size(), findings).check();
    }
  }

  private void check(long bundle) {
    Optional<List<byte[]>> entries = entries(bundle);
    if (entries.isEmpty()) {
      for (var leaf : reader.hashes(0, bundle)) {
        edge.addHash(leaf);
        frontier.add(leaf);
        compareEarlier();
      }
      return;
    }
    for (byte[] entry : entries.get()) {
      var leaf = hasher.leaf(entry);
      edge.add(entry, leaf);
      frontier.add(leaf);
      compareEarlier();
      examined++;
      notePruning(entry);
    }
  }

  private Optional<List<byte[]>> entries(long bundle) {
    if (bundle < reader.firstBundle()) {
      return Optional.empty();
    }
    try {
      return Optional.of(reader.entries(bundle));
    } catch (UncheckedIOException e) {
      find("entry", "tile/entries", String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private void notePruning(byte[] entry) {
    if (keptFrom() > 0 && new String(entry, StandardCharsets.UTF_8).contains(PRUNED)) {
      AuditRecord.parse(entry)
          .filter(record -> record.type() == AuditRecord.Type.LOG_PRUNED)
          .ifPresent(record ->
              prunedBefore = Math.max(prunedBefore, Long.parseLong(record.field("before"))));
    }
  }

  private void compareEarlier() {
    if (since.isPresent()
        && since.get().size() == frontier.size()
        && !since.get().root().equals(frontier.root())) {
      find(
          "earlier",
          "tile",
          "the log does not go on from the earlier checkpoint of " + frontier.size() + " entries");
    }
  }

  private void compare(TileFile expected) {
    try {
      byte[] content = expected.content().toArray();
      byte[] found = read(expected.name());
      if (found.length < content.length
          || !Arrays.equals(Arrays.copyOf(found, content.length), content)
          || (found.length > content.length && Files.exists(directory.resolve(expected.name())))) {
        find("tile", expected.name(), "is not what its entries hash to");
      }
    } catch (IOException e) {
      find("tile", expected.name(), "can't be read: " + e);
    }
  }

  /** Reads a file, or the full one that has taken its place since. */
  private byte[] read(String name) throws IOException {
    Path file = directory.resolve(name);
    return Files.readAllBytes(
        Files.exists(file) ? file : directory.resolve(name.replaceFirst("\\.p/[0-9]+$", "")));
  }

  private void compareRoot() {
    if (frontier.size() != checkpoint.size() || !frontier.root().equals(checkpoint.root())) {
      find("root", "checkpoint", "the entries do not have the root that was signed");
    }
  }

  private void find(String kind, String where, String text) {
    findings.add(new Finding(kind, where, text));
  }
}

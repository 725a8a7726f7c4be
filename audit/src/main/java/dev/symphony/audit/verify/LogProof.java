package dev.symphony.audit.verify;

import dev.symphony.audit.AuditLogException;
import dev.symphony.audit.merkle.ConsistencyProof;
import dev.symphony.audit.merkle.InclusionProof;
import dev.symphony.audit.merkle.MerkleTree;
import dev.symphony.audit.merkle.Subtree;
import dev.symphony.audit.merkle.TreeHasher;
import dev.symphony.audit.note.NoteException;
import dev.symphony.audit.note.VerifiedCheckpoint;
import dev.symphony.audit.note.VerifierKey;
import dev.symphony.audit.tile.TileReader;
import dev.symphony.capabilities.Bytes;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A proof as a text that stands by itself: what is claimed, the hashes in base64, and the signed
 * checkpoints. The one for an entry begins with the entry; the rest has the form of C2SP's tlog
 * proofs.
 */
public final class LogProof {
  private static final String INCLUSION = "c2sp.org/tlog-proof@v1";
  private static final String GROWTH = "symphony/growth-proof@v1";
  private static final String ENTRY = "entry ";
  private static final String INDEX = "index ";

  private final String text;
  private final int length;

  private LogProof(String text, int length) {
    this.text = text;
    this.length = length;
  }

  /**
   * What checking a proof came to.
   *
   * @param holds whether it proves what it claims
   * @param text what it proves, or why it does not
   */
  public record Verdict(boolean holds, String text) {}

  /**
   * Proves that an entry is in a log.
   *
   * @throws AuditLogException {@code audit-corrupt} when the tiles do not lead to the checkpoint
   */
  public static LogProof ofEntry(Path log, VerifiedCheckpoint state, long index)
      throws AuditLogException {
    try {
      TileReader tiles = new TileReader(log, state.size());
      long bundle = tiles.bundleOf(index);
      byte[] entry = tiles.entries(bundle).get((int) (index - tiles.start(bundle)));
      InclusionProof proof = new MerkleTree(tiles, state.size()).inclusion(index);
      if (!proof.proves(new TreeHasher().leaf(entry), state.root())) {
        throw corrupt("the tiles do not lead to the signed root");
      }
      String head =
          ENTRY
              + new String(entry, StandardCharsets.UTF_8)
              + "\n"
              + INCLUSION
              + "\n"
              + INDEX
              + index
              + "\n";
      return new LogProof(
          head + hashes(proof.hashes()) + "\n" + state.note(), proof.hashes().size());
    } catch (UncheckedIOException e) {
      throw corrupt(String.valueOf(e.getMessage()));
    }
  }

  /** Proves that a log goes on from an earlier state. */
  public static LogProof ofGrowth(Path log, VerifiedCheckpoint earlier, VerifiedCheckpoint state)
      throws AuditLogException {
    if (earlier.size() == 0 || earlier.size() > state.size()) {
      throw new AuditLogException(
          "audit-no-growth",
          "a log of " + state.size() + " entries does not go on from " + earlier.size());
    }
    try {
      ConsistencyProof proof =
          new MerkleTree(new TileReader(log, state.size()), state.size())
              .consistency(earlier.size());
      if (!proof.provesGrowth(earlier.root(), state.root())) {
        throw corrupt("it does not go on from the earlier checkpoint");
      }
      return new LogProof(
          GROWTH + "\n" + hashes(proof.hashes()) + "\n" + earlier.note() + "\n" + state.note(),
          proof.hashes().size());
    } catch (UncheckedIOException e) {
      throw corrupt(String.valueOf(e.getMessage()));
    }
  }

  /** Checks a proof with the public key of the log and nothing else. */
  public static Verdict check(String text, VerifierKey key) {
    try {
      if (text.startsWith(ENTRY)) {
        return checkEntry(text, key);
      }
      return text.startsWith(GROWTH + "\n")
          ? checkGrowth(text, key)
          : new Verdict(false, "it is not a proof of this tool");
    } catch (NoteException | IllegalArgumentException e) {
      return new Verdict(false, "it is malformed: " + e.getMessage());
    }
  }

  private static Verdict checkEntry(String text, VerifierKey key) throws NoteException {
    List<String> parts = parts(text);
    List<String> lines = parts.getFirst().lines().toList();
    if (parts.size() != 3
        || lines.size() < 3
        || !lines.get(1).equals(INCLUSION)
        || !lines.get(2).startsWith(INDEX)) {
      return new Verdict(false, "parts of it are missing");
    }
    byte[] entry = lines.getFirst().substring(ENTRY.length()).getBytes(StandardCharsets.UTF_8);
    VerifiedCheckpoint state = checkpoint(parts, 1, key);
    long index = Long.parseLong(lines.get(2).substring(INDEX.length()));
    InclusionProof proof =
        new InclusionProof(
            index, Subtree.ofTree(state.size()), hashes(lines.subList(3, lines.size())));
    return proof.proves(new TreeHasher().leaf(entry), state.root())
        ? new Verdict(
            true, "the entry is number " + index + " of the " + state.size() + " of " + key.name())
        : new Verdict(false, "the hashes do not lead to the signed root");
  }

  private static Verdict checkGrowth(String text, VerifierKey key) throws NoteException {
    List<String> parts = parts(text);
    List<String> lines = parts.getFirst().lines().toList();
    if (parts.size() != 5) {
      return new Verdict(false, "parts of it are missing");
    }
    VerifiedCheckpoint earlier = checkpoint(parts, 1, key);
    VerifiedCheckpoint state = checkpoint(parts, 3, key);
    ConsistencyProof proof =
        new ConsistencyProof(
            Subtree.ofTree(earlier.size()), state.size(), hashes(lines.subList(1, lines.size())));
    return proof.provesGrowth(earlier.root(), state.root())
        ? new Verdict(
            true,
            "the log of %d entries goes on from the one of %d"
                .formatted(state.size(), earlier.size()))
        : new Verdict(false, "the hashes do not lead from one signed root to the other");
  }

  private static List<String> parts(String text) {
    return List.of(text.split("\n\n", -1));
  }

  private static VerifiedCheckpoint checkpoint(List<String> parts, int at, VerifierKey key)
      throws NoteException {
    String signatures = parts.get(at + 1);
    return VerifiedCheckpoint.verify(
        parts.get(at) + "\n\n" + signatures.stripTrailing() + "\n", key);
  }

  private static String hashes(List<Bytes> hashes) {
    StringBuilder lines = new StringBuilder();
    for (Bytes hash : hashes) {
      lines.append(Base64.getEncoder().encodeToString(hash.toArray())).append('\n');
    }
    return lines.toString();
  }

  private static List<Bytes> hashes(Iterable<String> lines) {
    List<Bytes> hashes = new ArrayList<>();
    for (String line : lines) {
      byte[] hash = Base64.getDecoder().decode(line);
      if (!Base64.getEncoder().encodeToString(hash).equals(line)) {
        throw new IllegalArgumentException(
            "a hash is not written in the one way it may be written");
      }
      hashes.add(Bytes.ofOwnedArray(hash));
    }
    return hashes;
  }

  private static AuditLogException corrupt(String how) {
    return new AuditLogException("audit-corrupt", "the log is damaged: " + how);
  }

  /** The whole text. */
  public String text() {
    return text;
  }

  /** How many hashes it has: as many as the tree is high, at most. */
  public int length() {
    return length;
  }
}

package dev.symphony.audit.note;

import java.util.Arrays;
import java.util.Optional;

/** What a signature on a note says. */
public enum SignatureKind {
  /** The text is mine: the log's own signature. */
  NOTE(1, 0),
  /** At that time this was the largest consistent tree I had seen: a witness's signature. */
  COSIGNATURE(4, Long.BYTES);

  private final int id;
  private final int prefixBytes;

  SignatureKind(int id, int prefixBytes) {
    this.id = id;
    this.prefixBytes = prefixBytes;
  }

  /** The byte that stands for it in keys. */
  int id() {
    return id;
  }

  /** How many bytes stand before the signature proper. */
  int prefixBytes() {
    return prefixBytes;
  }

  static Optional<SignatureKind> of(int id) {
    return Arrays.stream(values()).filter(k -> k.id == id).findFirst();
  }
}

package dev.symphony.audit.revocation;

import dev.symphony.capabilities.Bytes;
import dev.symphony.capabilities.token.RevocationId;
import dev.symphony.kernel.grant.GrantId;
import dev.symphony.kernel.grant.Revocation;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The format of the log: a magic number, then batches. A batch is the length of its content, the
 * checksum of that length, the checksum of the content, and the content: for each revocation a
 * kind, a length, and the number of a grant or the revocation id of a block. A batch is on disk
 * before the next one is written, so that a crash damages the last one at most.
 */
final class RevocationRecords {
  static final byte[] MAGIC = {'S', 'Y', 'M', 'R', 'E', 'V', '1', '\n'};
  private static final int HEADER = 12;
  private static final byte GRANT = 1;
  private static final byte BLOCK = 2;

  private RevocationRecords() {}

  static ByteBuffer batch(List<Revocation> revocations) {
    ByteBuffer content = ByteBuffer.allocate(revocations.stream().mapToInt(r -> size(r)).sum());
    revocations.forEach(r -> put(r, content));
    content.flip();
    ByteBuffer batch = ByteBuffer.allocate(HEADER + content.remaining());
    batch.putInt(content.remaining());
    batch.putInt(checksum(batch.duplicate().flip()));
    batch.putInt(checksum(content.duplicate()));
    return batch.put(content).flip();
  }

  private static int size(Revocation revocation) {
    return switch (revocation) {
      case Revocation.OfGrant _ -> 2 + Long.BYTES;
      case Revocation.OfBlock(RevocationId id) -> 2 + id.bytes().length();
    };
  }

  private static void put(Revocation revocation, ByteBuffer out) {
    switch (revocation) {
      case Revocation.OfGrant(GrantId id) -> out.put(GRANT).put((byte) 8).putLong(id.value());
      case Revocation.OfBlock(RevocationId id) -> {
        int length = id.bytes().length();
        if (length > 255) {
          throw new IllegalArgumentException("a revocation id has at most 255 bytes");
        }
        out.put(BLOCK).put((byte) length).put(id.bytes().asBuffer());
      }
    }
  }

  private static int checksum(ByteBuffer bytes) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes);
    return (int) checksum.getValue();
  }

  /**
   * Takes the next whole batch out of the buffer.
   *
   * @return its revocations; nothing when what is left is a batch that was never finished
   * @throws RevocationLogDamagedException when what is left was finished once and was changed since
   */
  static Optional<List<Revocation>> next(ByteBuffer in) throws RevocationLogDamagedException {
    int start = in.position();
    if (in.remaining() < HEADER || isBlank(in.duplicate())) {
      return Optional.empty();
    }
    int length = in.getInt(start);
    if (checksum(in.duplicate().limit(start + 4)) != in.getInt(start + 4)) {
      throw new RevocationLogDamagedException("the batch at byte " + start + " has no length");
    }
    int end = start + HEADER + length;
    if (end > in.limit() || end < start) {
      return Optional.empty();
    }
    ByteBuffer content = in.duplicate().position(start + HEADER).limit(end);
    if (checksum(content.duplicate()) != in.getInt(start + 8)) {
      if (end == in.limit()) {
        return Optional.empty();
      }
      throw new RevocationLogDamagedException("the batch at byte " + start + " was changed");
    }
    in.position(end);
    return Optional.of(revocations(content));
  }

  private static boolean isBlank(ByteBuffer rest) {
    while (rest.hasRemaining()) {
      if (rest.get() != 0) {
        return false;
      }
    }
    return true;
  }

  private static List<Revocation> revocations(ByteBuffer content)
      throws RevocationLogDamagedException {
    List<Revocation> revocations = new ArrayList<>();
    while (content.hasRemaining()) {
      byte kind = content.get();
      byte[] bytes = new byte[Byte.toUnsignedInt(content.get())];
      content.get(bytes);
      revocations.add(
          switch (kind) {
            case GRANT -> new Revocation.OfGrant(new GrantId(ByteBuffer.wrap(bytes).getLong()));
            case BLOCK -> new Revocation.OfBlock(new RevocationId(Bytes.ofOwnedArray(bytes)));
            default -> throw new RevocationLogDamagedException("a revocation of kind " + kind);
          });
    }
    return revocations;
  }
}

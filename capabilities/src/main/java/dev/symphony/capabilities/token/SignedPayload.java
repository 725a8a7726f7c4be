package dev.symphony.capabilities.token;

import dev.symphony.capabilities.Bytes;
import dev.symphony.capabilities.key.PublicKey;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The bytes that signatures of a token are made over. */
final class SignedPayload {
  private static final Bytes BLOCK = tag("\0BLOCK\0\0VERSION\0");
  private static final Bytes EXTERNAL = tag("\0EXTERNAL\0\0VERSION\0");
  private static final Bytes PAYLOAD = tag("\0PAYLOAD\0");
  private static final Bytes ALGORITHM = tag("\0ALGORITHM\0");
  private static final Bytes NEXT_KEY = tag("\0NEXTKEY\0");
  private static final Bytes PREVIOUS_SIGNATURE = tag("\0PREVSIG\0");
  private static final Bytes EXTERNAL_SIGNATURE = tag("\0EXTERNALSIG\0");
  private static final Bytes VERSION_1 = littleEndian(1);

  private SignedPayload() {}

  private static Bytes tag(String text) {
    return Bytes.copyOf(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static Bytes littleEndian(int value) {
    return Bytes.copyOf(
        new byte[] {
          (byte) value, (byte) (value >>> 8), (byte) (value >>> 16), (byte) (value >>> 24)
        });
  }

  private static byte[] join(Bytes... parts) {
    int length = 0;
    for (Bytes part : parts) {
      length += part.length();
    }
    byte[] joined = new byte[length];
    int position = 0;
    for (Bytes part : parts) {
      part.copyInto(joined, position);
      position += part.length();
    }
    return joined;
  }

  private static Bytes algorithm(PublicKey key) {
    return littleEndian(key.algorithm().wireId());
  }

  /**
   * What a block's signature is made over.
   *
   * @param block the block; its signature is not looked at
   * @param previous the signature of the block before, which the authority block has not
   */
  static byte[] of(SignedBlock block, Optional<Bytes> previous) {
    return switch (block.version()) {
      case 0 -> version0(block);
      case 1 -> version1(block, previous);
      default ->
          throw new TokenException(
              TokenError.Kind.MALFORMED,
              "unsupported signature version " + Integer.toUnsignedString(block.version()));
    };
  }

  private static byte[] version0(SignedBlock block) {
    Bytes external = block.external().map(SignedBlock.ExternalSignature::signature).orElse(NOTHING);
    PublicKey next = block.nextKey();
    return join(block.payload(), external, algorithm(next), next.encoded());
  }

  private static final Bytes NOTHING = Bytes.copyOf(new byte[0]);

  private static byte[] version1(SignedBlock block, Optional<Bytes> previous) {
    PublicKey next = block.nextKey();
    Optional<Bytes> external = block.external().map(SignedBlock.ExternalSignature::signature);
    return join(
        BLOCK,
        VERSION_1,
        PAYLOAD,
        block.payload(),
        ALGORITHM,
        algorithm(next),
        NEXT_KEY,
        next.encoded(),
        previous.isPresent() ? PREVIOUS_SIGNATURE : NOTHING,
        previous.orElse(NOTHING),
        external.isPresent() ? EXTERNAL_SIGNATURE : NOTHING,
        external.orElse(NOTHING));
  }

  /** What a third party's signature is made over. */
  static byte[] external(Bytes payload, Bytes previous) {
    return join(EXTERNAL, VERSION_1, PAYLOAD, payload, PREVIOUS_SIGNATURE, previous);
  }

  /** What the signature of a sealed token is made over. */
  static byte[] seal(SignedBlock last) {
    PublicKey next = last.nextKey();
    return join(last.payload(), algorithm(next), next.encoded(), last.signature());
  }
}

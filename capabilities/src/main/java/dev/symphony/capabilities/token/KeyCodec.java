package dev.symphony.capabilities.token;

import dev.symphony.capabilities.Bytes;
import dev.symphony.capabilities.key.Algorithm;
import dev.symphony.capabilities.key.KeyException;
import dev.symphony.capabilities.key.PublicKey;

/** The encoding of public keys in the token format. */
final class KeyCodec {
  private KeyCodec() {}

  static PublicKey read(WireReader in) {
    Once<Integer> algorithm = new Once<>("the algorithm of a key");
    Once<Bytes> encoded = new Once<>("the bytes of a key");
    while (in.hasNext()) {
      int field = in.field();
      switch (field) {
        case 1 -> algorithm.set(in, in.number32());
        case 2 -> encoded.set(in, in.bytes());
        default -> throw in.unknown(field);
      }
    }
    int wireId = algorithm.required(in);
    Algorithm known =
        Algorithm.ofWireId(wireId)
            .orElseThrow(
                () -> in.fault("unknown key algorithm " + Integer.toUnsignedString(wireId)));
    try {
      return PublicKey.of(known, encoded.required(in));
    } catch (KeyException e) {
      throw new TokenException(TokenError.Kind.INVALID_KEY, String.valueOf(e.getMessage()));
    }
  }

  static void write(WireWriter out, PublicKey key) {
    out.number(1, key.algorithm().wireId());
    out.bytes(2, key.encoded());
  }
}

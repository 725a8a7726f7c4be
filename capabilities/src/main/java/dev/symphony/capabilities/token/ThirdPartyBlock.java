package dev.symphony.capabilities.token;

import dev.symphony.capabilities.Bytes;
import dev.symphony.capabilities.datalog.Block;
import dev.symphony.capabilities.key.PublicKey;
import dev.symphony.capabilities.key.SignatureCheck;

/** A block that a third party made and signed for one token. */
public final class ThirdPartyBlock {
  private final Bytes payload;
  private final SignedBlock.ExternalSignature external;

  ThirdPartyBlock(Bytes payload, SignedBlock.ExternalSignature external) {
    this.payload = payload;
    this.external = external;
  }

  /**
   * The block in these bytes.
   *
   * @throws TokenException if the bytes are not such a block
   */
  public static ThirdPartyBlock parse(byte[] block) {
    if (block.length > TokenCodec.MAX_LENGTH) {
      throw new TokenException(TokenError.Kind.TOO_LARGE, "the block is larger than a token");
    }
    WireReader in = WireReader.of(block, TokenError.Kind.MALFORMED);
    Once<Bytes> payload = new Once<>("the content of a block");
    Once<SignedBlock.ExternalSignature> external = new Once<>("an external signature");
    while (in.hasNext()) {
      int field = in.field();
      switch (field) {
        case 1 -> payload.set(in, in.bytes());
        case 2 -> external.set(in, TokenCodec.readExternal(in.message()));
        default -> throw in.unknown(field);
      }
    }
    return new ThirdPartyBlock(payload.required(in), external.required(in));
  }

  /** The bytes of the block. */
  public byte[] serialize() {
    return WireWriter.message(
            out -> {
              out.bytes(1, payload);
              out.message(2, inner -> TokenCodec.writeExternal(inner, external));
            })
        .toArray();
  }

  /** The key that the block says it is signed with. */
  public PublicKey signer() {
    return external.key();
  }

  /**
   * What the block says.
   *
   * @throws TokenException if the block cannot be read
   */
  public Block content() {
    return BlockCodec.read(payload, SymbolTable.standard(), BlockCodec.Party.THIRD).block();
  }

  Bytes payload() {
    return payload;
  }

  SignedBlock.ExternalSignature external() {
    return external;
  }

  void requireSignature(PublicKey expected, Bytes previousSignature) {
    if (!external.key().equals(expected)) {
      throw new TokenException(
          TokenError.Kind.THIRD_PARTY, "the block is signed by " + external.key());
    }
    byte[] signed = SignedPayload.external(payload, previousSignature);
    if (expected.check(signed, external.signature()) != SignatureCheck.VALID) {
      throw new TokenException(
          TokenError.Kind.THIRD_PARTY, "the block is not signed for this token");
    }
    content();
  }
}

package dev.symphony.capabilities.token;

import dev.symphony.capabilities.Bytes;
import dev.symphony.capabilities.datalog.Block;
import dev.symphony.capabilities.key.PrivateKey;

/**
 * What a third party needs to make a block for a token, without seeing the token.
 *
 * @param previousSignature the signature of the block that the new one will follow
 */
public record ThirdPartyRequest(Bytes previousSignature) {

  /**
   * The request in these bytes.
   *
   * @throws TokenException if the bytes are not a request, or one of an outdated form
   */
  public static ThirdPartyRequest parse(byte[] request) {
    WireReader in = WireReader.of(request, TokenError.Kind.MALFORMED);
    Once<Bytes> signature = new Once<>("the previous signature");
    while (in.hasNext()) {
      int field = in.field();
      if (field != 3) {
        throw in.unknown(field);
      }
      signature.set(in, in.bytes());
    }
    return new ThirdPartyRequest(signature.required(in));
  }

  /** The bytes of the request. */
  public byte[] serialize() {
    return WireWriter.message(out -> out.bytes(3, previousSignature)).toArray();
  }

  /** A block for the token that this request came from, signed by a third party. */
  public ThirdPartyBlock sign(PrivateKey key, Block block) {
    Bytes payload = BlockCodec.write(block, SymbolTable.standard(), DatalogVersion.V3_2);
    Bytes signature = key.sign(SignedPayload.external(payload, previousSignature));
    return new ThirdPartyBlock(
        payload, new SignedBlock.ExternalSignature(signature, key.publicKey()));
  }
}

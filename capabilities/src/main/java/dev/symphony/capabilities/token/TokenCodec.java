package dev.symphony.capabilities.token;

import dev.symphony.capabilities.Bytes;
import dev.symphony.capabilities.datalog.Origin;
import dev.symphony.capabilities.key.Algorithm;
import dev.symphony.capabilities.key.KeyException;
import dev.symphony.capabilities.key.PrivateKey;
import dev.symphony.capabilities.key.PublicKey;
import dev.symphony.capabilities.key.SecretKeyAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The encoding of the wrapper that carries the signed blocks of a token. */
final class TokenCodec {
  /** The longest token that is read, in bytes. */
  static final int MAX_LENGTH = 1 << 18;

  private TokenCodec() {}

  /** The wrapper's content, the authority block first. */
  record Envelope(Optional<Integer> rootKeyId, List<SignedBlock> blocks, Proof proof) {}

  static Envelope read(byte[] token) {
    if (token.length > MAX_LENGTH) {
      throw new TokenException(
          TokenError.Kind.TOO_LARGE, "a token has at most " + MAX_LENGTH + " bytes");
    }
    WireReader in = WireReader.of(token, TokenError.Kind.MALFORMED);
    Once<Integer> rootKeyId = new Once<>("the root key id");
    Once<SignedBlock> authority = new Once<>("the authority block");
    List<SignedBlock> others = new ArrayList<>();
    Once<WireReader> proof = new Once<>("the proof");
    while (in.hasNext()) {
      int field = in.field();
      switch (field) {
        case 1 -> rootKeyId.set(in, in.number32());
        case 2 -> authority.set(in, readBlock(in.message()));
        case 3 -> others.add(readBlock(in.message()));
        case 4 -> proof.set(in, in.message());
        default -> throw in.unknown(field);
      }
    }
    List<SignedBlock> blocks = blocks(in, authority.required(in), others);
    Algorithm last = blocks.getLast().nextKey().algorithm();
    return new Envelope(rootKeyId.optional(), blocks, readProof(proof.required(in), last));
  }

  private static List<SignedBlock> blocks(
      WireReader in, SignedBlock authority, List<SignedBlock> others) {
    if (authority.external().isPresent()) {
      throw in.fault("the authority block has an external signature");
    }
    if (others.size() >= Origin.MAX_BLOCKS) {
      throw new TokenException(
          TokenError.Kind.TOO_LARGE, "a token has at most " + Origin.MAX_BLOCKS + " blocks");
    }
    if (others.stream().anyMatch(each -> each.external().isPresent() && each.version() != 1)) {
      throw in.fault("a third-party block needs signature version 1");
    }
    others.addFirst(authority);
    return List.copyOf(others);
  }

  private static SignedBlock readBlock(WireReader in) {
    Once<Bytes> payload = new Once<>("the content of a block");
    Once<PublicKey> nextKey = new Once<>("the next key");
    Once<Bytes> signature = new Once<>("the signature of a block");
    Once<SignedBlock.ExternalSignature> external = new Once<>("an external signature");
    Once<Integer> version = new Once<>("the version of a signature");
    while (in.hasNext()) {
      int field = in.field();
      switch (field) {
        case 1 -> payload.set(in, in.bytes());
        case 2 -> nextKey.set(in, KeyCodec.read(in.message()));
        case 3 -> signature.set(in, in.bytes());
        case 4 -> external.set(in, readExternal(in.message()));
        case 5 -> version.set(in, in.number32());
        default -> throw in.unknown(field);
      }
    }
    return new SignedBlock(
        payload.required(in),
        nextKey.required(in),
        signature.required(in),
        external.optional(),
        version.optional().orElse(0));
  }

  static SignedBlock.ExternalSignature readExternal(WireReader in) {
    Once<Bytes> signature = new Once<>("the bytes of an external signature");
    Once<PublicKey> key = new Once<>("the key of an external signature");
    while (in.hasNext()) {
      int field = in.field();
      switch (field) {
        case 1 -> signature.set(in, in.bytes());
        case 2 -> key.set(in, KeyCodec.read(in.message()));
        default -> throw in.unknown(field);
      }
    }
    return new SignedBlock.ExternalSignature(signature.required(in), key.required(in));
  }

  private static Proof readProof(WireReader in, Algorithm algorithm) {
    if (!in.hasNext()) {
      throw in.fault("the proof is empty");
    }
    int field = in.field();
    Bytes content = in.bytes();
    if (in.hasNext()) {
      throw in.fault("the proof has two contents");
    }
    return switch (field) {
      case 1 -> new Proof.NextSecret(secret(algorithm, content));
      case 2 -> new Proof.Seal(content);
      default -> throw in.unknown(field);
    };
  }

  private static PrivateKey secret(Algorithm algorithm, Bytes content) {
    try {
      return PrivateKey.of(algorithm, content);
    } catch (KeyException e) {
      throw new TokenException(TokenError.Kind.INVALID_KEY, String.valueOf(e.getMessage()));
    }
  }

  static Bytes write(Envelope envelope) {
    return WireWriter.message(out -> {
      envelope.rootKeyId().ifPresent(id -> out.number(1, Integer.toUnsignedLong(id)));
      List<SignedBlock> blocks = envelope.blocks();
      for (int i = 0; i < blocks.size(); i++) {
        SignedBlock block = blocks.get(i);
        out.message(i == 0 ? 2 : 3, inner -> writeBlock(inner, block));
      }
      out.message(4, inner -> writeProof(inner, envelope.proof()));
    });
  }

  private static void writeBlock(WireWriter out, SignedBlock block) {
    out.bytes(1, block.payload());
    out.message(2, inner -> KeyCodec.write(inner, block.nextKey()));
    out.bytes(3, block.signature());
    block.external().ifPresent(external -> out.message(4, in -> writeExternal(in, external)));
    if (block.version() != 0) {
      out.number(5, block.version());
    }
  }

  static void writeExternal(WireWriter out, SignedBlock.ExternalSignature external) {
    out.bytes(1, external.signature());
    out.message(2, inner -> KeyCodec.write(inner, external.key()));
  }

  private static void writeProof(WireWriter out, Proof proof) {
    switch (proof) {
      case Proof.NextSecret(PrivateKey key) -> out.bytes(1, key.secret(SecretKeyAccess.insecure()));
      case Proof.Seal(Bytes signature) -> out.bytes(2, signature);
    }
  }
}

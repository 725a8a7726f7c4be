package dev.symphony.capabilities.token;

import dev.symphony.capabilities.Bytes;
import dev.symphony.capabilities.datalog.SignedBlockContent;
import dev.symphony.capabilities.key.PrivateKey;
import dev.symphony.capabilities.key.PublicKey;
import dev.symphony.capabilities.key.SignatureCheck;
import java.util.List;
import java.util.Optional;

/** Verifies the signatures of tokens against root keys. */
public final class TokenVerifier {
  private final RootKeys rootKeys;

  private TokenVerifier(RootKeys rootKeys) {
    this.rootKeys = rootKeys;
  }

  /** A verifier that accepts what these keys signed. */
  public static TokenVerifier of(RootKeys rootKeys) {
    return new TokenVerifier(rootKeys);
  }

  RootKeys rootKeys() {
    return rootKeys;
  }

  /** Reads and verifies a token. */
  public Verification verify(byte[] token) {
    try {
      return new Verification.Verified(verified(UnverifiedToken.parse(token)));
    } catch (TokenException e) {
      return new Verification.Rejected(e.error());
    }
  }

  /** Verifies a token. */
  public Verification verify(UnverifiedToken token) {
    try {
      return new Verification.Verified(verified(token));
    } catch (TokenException e) {
      return new Verification.Rejected(e.error());
    }
  }

  private VerifiedToken verified(UnverifiedToken token) {
    PublicKey root =
        rootKeys
            .find(token.rootKeyId())
            .orElseThrow(() ->
                new TokenException(TokenError.Kind.UNKNOWN_ROOT_KEY, "the root key is not known"));
    TokenCodec.Envelope envelope = token.envelope();
    requireSignatures(envelope, root);
    List<SignedBlockContent> contents = BlockChain.of(envelope.blocks()).contents();
    return new VerifiedToken(token, root, contents);
  }

  private static void requireSignatures(TokenCodec.Envelope envelope, PublicKey root) {
    PublicKey signer = root;
    Optional<Bytes> previous = Optional.empty();
    for (SignedBlock block : envelope.blocks()) {
      require(signer, SignedPayload.of(block, previous), block.signature());
      if (block.external().isPresent() && previous.isPresent()) {
        SignedBlock.ExternalSignature external = block.external().get();
        byte[] signed = SignedPayload.external(block.payload(), previous.get());
        require(external.key(), signed, external.signature());
      }
      signer = block.nextKey();
      previous = Optional.of(block.signature());
    }
    requireProof(envelope, signer);
  }

  private static void requireProof(TokenCodec.Envelope envelope, PublicKey last) {
    switch (envelope.proof()) {
      case Proof.NextSecret(PrivateKey key) -> {
        if (!key.publicKey().equals(last)) {
          throw new TokenException(
              TokenError.Kind.SIGNATURE, "the last public key does not match the private key");
        }
      }
      case Proof.Seal(Bytes signature) ->
          require(last, SignedPayload.seal(envelope.blocks().getLast()), signature);
    }
  }

  private static void require(PublicKey signer, byte[] signed, Bytes signature) {
    SignatureCheck check = signer.check(signed, signature);
    switch (check) {
      case VALID -> {}
      case INVALID ->
          throw new TokenException(TokenError.Kind.SIGNATURE, "a signature does not hold");
      case MALFORMED ->
          throw new TokenException(
              TokenError.Kind.MALFORMED_SIGNATURE, "the bytes of a signature are none");
      case BAD_KEY ->
          throw new TokenException(TokenError.Kind.INVALID_KEY, "a key is not acceptable");
    }
  }
}

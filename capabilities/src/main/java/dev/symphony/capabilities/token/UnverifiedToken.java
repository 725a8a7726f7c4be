package dev.symphony.capabilities.token;

import dev.symphony.capabilities.Bytes;
import dev.symphony.capabilities.datalog.Block;
import dev.symphony.capabilities.datalog.Origin;
import dev.symphony.capabilities.datalog.SignedBlockContent;
import dev.symphony.capabilities.key.Algorithm;
import dev.symphony.capabilities.key.PrivateKey;
import dev.symphony.capabilities.key.PublicKey;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A token as its bytes claim it to be; nothing about it is proven.
 *
 * <p>A holder can narrow and pass on such a token. To act on one, verify it with a {@link
 * TokenVerifier}. Tokens are bearer secrets: {@link #toString} does not show the bytes.
 */
public final class UnverifiedToken {
  private static final int SIGNATURE_VERSION = 1;

  private final TokenCodec.Envelope envelope;

  private UnverifiedToken(TokenCodec.Envelope envelope) {
    this.envelope = envelope;
  }

  /**
   * The token in these bytes.
   *
   * @throws TokenException if the wrapper is not what the format says
   */
  public static UnverifiedToken parse(byte[] token) {
    return new UnverifiedToken(TokenCodec.read(token));
  }

  /** A new token with this content, signed by a root key. */
  public static UnverifiedToken mint(PrivateKey root, Block authority, SecureRandom random) {
    return mint(root, Optional.empty(), authority, random);
  }

  /**
   * A new token that names the root key it is signed with.
   *
   * @param rootKeyId the number of the root key, an unsigned integer
   */
  public static UnverifiedToken mint(
      PrivateKey root, int rootKeyId, Block authority, SecureRandom random) {
    return mint(root, Optional.of(rootKeyId), authority, random);
  }

  private static UnverifiedToken mint(
      PrivateKey root, Optional<Integer> rootKeyId, Block authority, SecureRandom random) {
    Bytes payload = BlockCodec.write(authority, SymbolTable.standard(), DatalogVersion.V3_0);
    TokenCodec.Envelope blank =
        new TokenCodec.Envelope(rootKeyId, List.of(), new Proof.NextSecret(root));
    return new UnverifiedToken(blank).append(payload, Optional.empty(), random);
  }

  /**
   * This token, narrowed by one more block.
   *
   * @throws TokenException if the token is sealed, full, or its blocks cannot be read
   */
  public UnverifiedToken attenuate(Block block, SecureRandom random) {
    return append(
        BlockCodec.write(block, symbols(), DatalogVersion.V3_0), Optional.empty(), random);
  }

  /**
   * This token with one more block that a third party made for it.
   *
   * @param expected the key that the third party has to have signed with
   * @throws TokenException if the token is sealed or full, or the block is not by that key or not
   *     for this token
   */
  public UnverifiedToken attenuate(ThirdPartyBlock block, PublicKey expected, SecureRandom random) {
    block.requireSignature(expected, lastSignature());
    return append(block.payload(), Optional.of(block.external()), random);
  }

  private UnverifiedToken append(
      Bytes payload, Optional<SignedBlock.ExternalSignature> external, SecureRandom random) {
    if (blockCount() >= Origin.MAX_BLOCKS) {
      throw new TokenException(TokenError.Kind.TOO_LARGE, "the token has no room for a block");
    }
    PrivateKey signer = nextSecret();
    PrivateKey next = PrivateKey.generate(Algorithm.ED25519, random);
    SignedBlock unsigned =
        new SignedBlock(payload, next.publicKey(), payload, external, SIGNATURE_VERSION);
    Optional<Bytes> previous =
        envelope.blocks().isEmpty() ? Optional.empty() : Optional.of(lastSignature());
    Bytes signature = signer.sign(SignedPayload.of(unsigned, previous));
    List<SignedBlock> blocks = new ArrayList<>(envelope.blocks());
    blocks.add(new SignedBlock(payload, next.publicKey(), signature, external, SIGNATURE_VERSION));
    return new UnverifiedToken(
        new TokenCodec.Envelope(
            envelope.rootKeyId(), List.copyOf(blocks), new Proof.NextSecret(next)));
  }

  private PrivateKey nextSecret() {
    return switch (envelope.proof()) {
      case Proof.NextSecret(PrivateKey key) -> key;
      case Proof.Seal _ -> throw new TokenException(TokenError.Kind.SEALED, "the token is sealed");
    };
  }

  private Bytes lastSignature() {
    return envelope.blocks().getLast().signature();
  }

  /**
   * This token, closed against further blocks.
   *
   * @throws TokenException if the token is sealed already
   */
  public UnverifiedToken seal() {
    Bytes signature = nextSecret().sign(SignedPayload.seal(envelope.blocks().getLast()));
    return new UnverifiedToken(
        new TokenCodec.Envelope(
            envelope.rootKeyId(), envelope.blocks(), new Proof.Seal(signature)));
  }

  /** Whether no block can be added. */
  public boolean isSealed() {
    return envelope.proof() instanceof Proof.Seal;
  }

  /**
   * What a third party needs to know to make a block for this token.
   *
   * @throws TokenException if the token is sealed
   */
  public ThirdPartyRequest thirdPartyRequest() {
    nextSecret();
    return new ThirdPartyRequest(lastSignature());
  }

  /** The number of the root key that the token says it is signed with, an unsigned integer. */
  public Optional<Integer> rootKeyId() {
    return envelope.rootKeyId();
  }

  /** The number of blocks, the authority included. */
  public int blockCount() {
    return envelope.blocks().size();
  }

  /** What names each block for revocation, the authority first. */
  public List<RevocationId> revocationIds() {
    return envelope.blocks().stream().map(block -> new RevocationId(block.signature())).toList();
  }

  /**
   * What the blocks say.
   *
   * @throws TokenException if a block cannot be read
   */
  public List<SignedBlockContent> contents() {
    return BlockChain.of(envelope.blocks()).contents();
  }

  private SymbolTable symbols() {
    return BlockChain.of(envelope.blocks()).table();
  }

  TokenCodec.Envelope envelope() {
    return envelope;
  }

  /** The bytes, which whoever holds them can use the token with. */
  public byte[] serialize() {
    return TokenCodec.write(envelope).toArray();
  }

  /** A note without secrets. */
  @Override
  public String toString() {
    return "unverified token of %d blocks".formatted(blockCount());
  }
}

package dev.symphony.kernel.admission;

import dev.symphony.capabilities.Bytes;
import dev.symphony.capabilities.datalog.Block;
import dev.symphony.capabilities.datalog.Datalog;
import dev.symphony.capabilities.key.Algorithm;
import dev.symphony.capabilities.key.PrivateKey;
import dev.symphony.capabilities.key.PublicKey;
import dev.symphony.capabilities.right.Right;
import dev.symphony.capabilities.token.HolderProof;
import dev.symphony.capabilities.token.RootKeys;
import dev.symphony.capabilities.token.TokenVerifier;
import dev.symphony.capabilities.token.UnverifiedToken;
import dev.symphony.capabilities.token.VerifiedTokenCache;
import dev.symphony.kernel.ManualClock;
import dev.symphony.kernel.RecordedAudit;
import dev.symphony.kernel.gate.CapabilityTable;
import dev.symphony.kernel.grant.AuditDetail;
import dev.symphony.kernel.grant.Continuity;
import dev.symphony.kernel.grant.Grant;
import dev.symphony.kernel.grant.GrantTree;
import dev.symphony.kernel.grant.Holder;
import dev.symphony.kernel.grant.RevocationLog;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** A kernel's worth of parts around an admission; what lasts is passed on to the next run. */
final class Home {
  static final SecureRandom RANDOM = new SecureRandom();
  private static final long CACHE_BYTES = 1 << 20;
  private static final Holder OWNER = new Holder("owner");

  final PrivateKey rootKey;
  final Continuity continuity;
  final ManualClock clock = new ManualClock();
  final RecordedAudit audit = new RecordedAudit();
  final GrantTree tree;
  final Admission admission;
  final CapabilityTable table = new CapabilityTable(new Holder("presenter"));

  private Home(PrivateKey rootKey, Continuity continuity) {
    this.rootKey = rootKey;
    this.continuity = continuity;
    this.tree = new GrantTree(clock, audit, continuity);
    VerifiedTokenCache verified =
        VerifiedTokenCache.of(TokenVerifier.of(RootKeys.single(rootKey.publicKey())), CACHE_BYTES);
    this.admission =
        new Admission(
            tree,
            clock,
            audit,
            verified::verify,
            (service, object) ->
                object.equals("gone") ? Optional.empty() : Optional.of(Store.object()),
            new Challenges(() -> Bytes.ofOwnedArray(RANDOM.generateSeed(16)), clock));
  }

  static Home fresh() {
    return new Home(
        PrivateKey.generate(Algorithm.ED25519, RANDOM),
        new Continuity(new AtomicLong()::incrementAndGet, RevocationLog.inMemory()));
  }

  Home restarted() {
    return new Home(rootKey, continuity);
  }

  Grant grant(String right) {
    return grant(Right.parse(right));
  }

  Grant grant(Right right) {
    return tree.mintRoot(OWNER, right, Store.object(), AuditDetail.EACH_CALL);
  }

  Grant derive(Grant parent, String right) {
    return tree.derive(parent, OWNER, Right.parse(right)).orElseThrow();
  }

  UnverifiedToken token(Grant grant) {
    return signed(admission.carry(grant, "", Optional.empty()));
  }

  UnverifiedToken boundToken(Grant grant, PublicKey holder) {
    return signed(admission.carry(grant, "", Optional.of(holder)));
  }

  UnverifiedToken signed(Block authority) {
    return UnverifiedToken.mint(rootKey, authority, RANDOM);
  }

  static UnverifiedToken narrowed(UnverifiedToken token, String block) {
    return token.attenuate(Datalog.block(block), RANDOM);
  }

  AdmissionResult present(UnverifiedToken token, HolderProof... proofs) {
    return admission.admit(
        new Presentation(Bytes.copyOf(token.serialize()), List.of(proofs)), table);
  }

  Grant admitted(UnverifiedToken token, HolderProof... proofs) {
    return switch (present(token, proofs)) {
      case AdmissionResult.Admitted(long handle, Grant grant) -> grant;
      case AdmissionResult.Refused(String code, String message) ->
          throw new AssertionError(code + ": " + message);
    };
  }

  String refusal(UnverifiedToken token, HolderProof... proofs) {
    return switch (present(token, proofs)) {
      case AdmissionResult.Admitted(long handle, Grant grant) -> "admitted " + grant;
      case AdmissionResult.Refused(String code, String message) -> code;
    };
  }
}

package dev.symphony.kernel.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.symphony.capabilities.Bytes;
import dev.symphony.capabilities.datalog.Datalog;
import dev.symphony.capabilities.key.Algorithm;
import dev.symphony.capabilities.key.PrivateKey;
import dev.symphony.capabilities.token.HolderProof;
import dev.symphony.capabilities.token.UnverifiedToken;
import dev.symphony.kernel.audit.AuditEvent;
import dev.symphony.kernel.gate.DenialReason;
import dev.symphony.kernel.grant.Grant;
import dev.symphony.kernel.grant.GrantId;
import dev.symphony.kernel.grant.Revocation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AdmissionTest {
  private final Home home = Home.fresh();
  private final PrivateKey key = PrivateKey.generate(Algorithm.ED25519, Home.RANDOM);

  private static @Nullable DenialReason get(Grant grant, String path) {
    return grant.refusal(0, new Object[] {path});
  }

  private static @Nullable DenialReason add(Grant grant, Object a) {
    return grant.refusal(3, new Object[] {a, 1L});
  }

  private HolderProof proof(UnverifiedToken token) {
    return HolderProof.sign(key, home.admission.challenge(), Bytes.copyOf(token.serialize()));
  }

  @Test
  void token_givesWhatItCarries_andNoMore() {
    Grant handle = home.admitted(home.token(home.grant("store.get,add:a/**;max.a=5")));
    assertNull(get(handle, "a/b"));
    assertEquals(DenialReason.RESOURCE, get(handle, "b"));
    assertNull(add(handle, 5L));
    assertEquals(DenialReason.ARGUMENT, add(handle, 6L));
    assertEquals(DenialReason.NOT_GRANTED, handle.refusal(1, new Object[] {"a/**"}));
  }

  @Test
  void attenuation_narrowsTheHandle() {
    UnverifiedToken token =
        Home.narrowed(
            home.token(home.grant("store.*")),
            """
            check if operation("get");
            check if resource($r), $r.starts_with("a/");
            check if time($t), $t < 1970-01-01T00:00:10Z;
            """);
    Grant handle = home.admitted(token);
    assertNull(get(handle, "a/b"));
    assertEquals(DenialReason.RESOURCE, get(handle, "b"));
    assertEquals(DenialReason.NOT_GRANTED, add(handle, 1L));
    home.clock.advance(Duration.ofSeconds(9));
    assertEquals(DenialReason.EXPIRED, get(handle, "a/b"));
  }

  @Test
  void whatCannotBeCompiled_isEvaluatedForEveryCall() {
    UnverifiedToken token =
        Home.narrowed(
            home.token(home.grant("store.*")),
            """
            allowed("x"); allowed("y");
            check if resource($r), allowed($r);
            """);
    Grant handle = home.admitted(token);
    assertNull(get(handle, "x"));
    assertEquals(DenialReason.CAVEAT, get(handle, "z"));
  }

  @Test
  void endlessDatalog_refusesTheCall() {
    UnverifiedToken token =
        Home.narrowed(
            home.token(home.grant("store.*")),
            "p($a, $b, $c) <- q($a), q($b), q($c);"
                + "q(1); q(2); q(3); q(4); q(5); q(6); q(7); q(8); q(9); q(10)");
    assertEquals(DenialReason.CAVEAT, get(home.admitted(token), "x"));
  }

  @Test
  void quota_isSharedByAllPresentationsOfAToken() {
    UnverifiedToken token = home.token(home.grant("store.*;calls=2"));
    assertNull(get(home.admitted(token), "x"));
    assertNull(get(home.admitted(token), "x"));
    assertEquals(DenialReason.CALL_QUOTA, get(home.admitted(token), "x"));
  }

  @Test
  void quotaOfAnAncestor_isSharedAfterARestart() {
    Grant root = home.grant("store.*;calls=2");
    UnverifiedToken left = home.token(home.derive(root, "store.get"));
    UnverifiedToken right = home.token(home.derive(root, "store.get,find"));
    Home next = home.restarted();
    assertNull(get(next.admitted(left), "x"));
    assertNull(get(next.admitted(right), "x"));
    assertEquals(DenialReason.CALL_QUOTA, get(next.admitted(left), "x"));
  }

  @Test
  void tokenOfADerivedGrant_carriesWhatTheAncestorsDemand() {
    Grant middle = home.derive(home.grant("store.*:a/**;max.a=5"), "store.get,add:**");
    Grant handle = home.restarted().admitted(home.token(middle));
    assertNull(get(handle, "a/b"));
    assertEquals(DenialReason.RESOURCE, get(handle, "b"));
    assertEquals(DenialReason.ARGUMENT, add(handle, 6L));
  }

  @Test
  void revokedGrant_endsHandlesAtOnce_andTokensForGood() {
    Grant root = home.grant("store.*");
    UnverifiedToken token = home.token(home.derive(root, "store.get"));
    Grant handle = home.admitted(token);
    home.tree.revoke(root);
    assertEquals(DenialReason.REVOKED, get(handle, "x"));
    assertEquals("token-revoked", home.refusal(token));
    assertEquals("token-revoked", home.restarted().refusal(token));
  }

  @Test
  void refusedToken_isAnAuditEvent() {
    home.admitted(home.token(home.grant("store.*")));
    assertEquals(List.of(), home.audit.of(AuditEvent.TokenRefused.class));
    assertEquals(1, home.audit.of(AuditEvent.TokenAdmitted.class).getFirst().blocks().size());
    UnverifiedToken token = home.boundToken(home.grant("store.*"), key.publicKey());
    assertEquals("token-holder-proof", home.refusal(token));
    assertEquals(
        List.of(
            new AuditEvent.TokenRefused(
                home.clock.epochMillis(), home.table.holder(), "token-holder-proof")),
        home.audit.of(AuditEvent.TokenRefused.class));
  }

  @Test
  void grantOfAnEarlierRun_isRevokedByItsNumber() {
    Grant grant = home.grant("store.*");
    UnverifiedToken token = home.token(grant);
    Home next = home.restarted();
    Grant handle = next.admitted(token);
    assertEquals(2, next.tree.revoke(new GrantId(grant.id().value())));
    assertEquals(DenialReason.REVOKED, get(handle, "x"));
    assertEquals("token-revoked", next.restarted().refusal(token));
  }

  @Test
  void grantThatNoTokenCarries_leavesNoTraceInTheLog() {
    Grant grant = home.grant("store.*");
    home.tree.revoke(grant);
    assertEquals(0, home.tree.revocations().version());
    assertThrows(IllegalStateException.class, () -> home.token(grant));
  }

  @Test
  void revokedBlock_endsEverythingAttenuatedFromIt_andNothingElse() {
    UnverifiedToken token = home.token(home.grant("store.*"));
    UnverifiedToken narrowed = Home.narrowed(token, "check if operation(\"get\")");
    UnverifiedToken further = Home.narrowed(narrowed, "check if resource(\"x\")");
    Grant original = home.admitted(token);
    Grant attenuated = home.admitted(further);
    home.tree
        .revocations()
        .record(List.of(new Revocation.OfBlock(narrowed.revocationIds().getLast())));
    assertEquals(DenialReason.REVOKED, get(attenuated, "x"));
    assertEquals("token-revoked", home.refusal(narrowed));
    assertEquals("token-revoked", home.refusal(further));
    assertNull(get(original, "x"));
  }

  @Test
  void boundToken_needsAFreshProof() {
    UnverifiedToken token = home.boundToken(home.grant("store.*"), key.publicKey());
    assertEquals("token-holder-proof", home.refusal(token));
    HolderProof proof = proof(token);
    assertNull(get(home.admitted(token, proof), "x"));
    assertEquals("token-holder-proof", home.refusal(token, proof));
    HolderProof late = proof(token);
    home.clock.advance(Duration.ofSeconds(61));
    assertEquals("token-holder-proof", home.refusal(token, late));
  }

  @Test
  void proof_isForOneTokenOneKeyAndOneChallengeOfThisHome() {
    UnverifiedToken token = home.boundToken(home.grant("store.*"), key.publicKey());
    UnverifiedToken other = home.boundToken(home.grant("store.*"), key.publicKey());
    assertEquals("token-holder-proof", home.refusal(token, proof(other)));
    PrivateKey stranger = PrivateKey.generate(Algorithm.ED25519, Home.RANDOM);
    Bytes bytes = Bytes.copyOf(token.serialize());
    assertEquals(
        "token-holder-proof",
        home.refusal(token, HolderProof.sign(stranger, home.admission.challenge(), bytes)));
    assertEquals(
        "token-holder-proof",
        home.refusal(token, HolderProof.sign(key, Bytes.utf8("made up"), bytes)));
  }

  @Test
  void laterBlock_canBindToAHolderToo() {
    UnverifiedToken token =
        Home.narrowed(
            home.token(home.grant("store.*")),
            "check if holder(\"%s\")".formatted(key.publicKey()));
    assertEquals("token-holder-proof", home.refusal(token));
    assertNull(get(home.admitted(token, proof(token)), "x"));
  }

  @Test
  void blockThatClaimsToBeTheHolder_doesNotHelpTheBlocksBeforeIt() {
    UnverifiedToken token =
        Home.narrowed(
            home.boundToken(home.grant("store.*"), key.publicKey()),
            "holder(\"%s\")".formatted(key.publicKey()));
    assertEquals(DenialReason.CAVEAT, get(home.admitted(token), "x"));
  }

  @Test
  void tokenOfAnotherHome_isRefused() {
    UnverifiedToken token = Home.fresh().token(Home.fresh().grant("store.*"));
    assertEquals("token-signature", home.refusal(token));
  }

  @Test
  void tokenWithoutAGrant_isRefused() {
    assertEquals(
        "token-foreign", home.refusal(home.signed(Datalog.block("right(\"file1\", \"read\")"))));
    assertEquals(
        "token-foreign",
        home.refusal(home.signed(Datalog.block("grant(-1); target(\"store\", \"\")"))));
  }

  @Test
  void quotaInALaterBlock_isRefused_becauseNobodyWouldCount() {
    UnverifiedToken token =
        Home.narrowed(home.token(home.grant("store.*")), "quota(1, \"calls\", 5)");
    assertEquals("token-counted-block", home.refusal(token));
  }

  @Test
  void objectThatIsGone_isRefused() {
    Grant grant = home.grant("store.*");
    UnverifiedToken token = home.signed(home.admission.carry(grant, "gone", Optional.empty()));
    assertEquals("token-target-unknown", home.restarted().refusal(token));
  }
}

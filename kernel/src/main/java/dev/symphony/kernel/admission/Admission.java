package dev.symphony.kernel.admission;

import dev.symphony.capabilities.Bytes;
import dev.symphony.capabilities.authority.Authority;
import dev.symphony.capabilities.authority.AuthorityBlock;
import dev.symphony.capabilities.authority.CarriedGrant;
import dev.symphony.capabilities.caveat.Caveats;
import dev.symphony.capabilities.caveat.OperationShape;
import dev.symphony.capabilities.caveat.Vocabulary;
import dev.symphony.capabilities.datalog.Block;
import dev.symphony.capabilities.datalog.Check;
import dev.symphony.capabilities.datalog.SignedBlockContent;
import dev.symphony.capabilities.key.PublicKey;
import dev.symphony.capabilities.right.ResourcePattern;
import dev.symphony.capabilities.right.Right;
import dev.symphony.capabilities.token.HolderProof;
import dev.symphony.capabilities.token.Verification;
import dev.symphony.capabilities.token.VerifiedToken;
import dev.symphony.kernel.KernelClock;
import dev.symphony.kernel.audit.AuditEvent;
import dev.symphony.kernel.audit.AuditPort;
import dev.symphony.kernel.gate.CapabilityTable;
import dev.symphony.kernel.grant.Grant;
import dev.symphony.kernel.grant.GrantId;
import dev.symphony.kernel.grant.GrantTree;
import dev.symphony.kernel.grant.Guard;
import dev.symphony.kernel.grant.Revocation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Where grants become tokens and tokens become grants again. A token is verified once; the grant
 * that it leads to is derived from the one that it carries, under all its checks.
 */
public final class Admission {
  private final GrantTree tree;
  private final KernelClock clock;
  private final AuditPort audit;
  private final Function<Bytes, Verification> verifier;
  private final ObjectDirectory objects;
  private final Challenges challenges;

  /**
   * An admission to the grants of a tree.
   *
   * @param verifier verifies signatures against the root keys of the home; may remember results
   * @param objects finds the objects of grants that an earlier run of the home made
   */
  public Admission(
      GrantTree tree,
      KernelClock clock,
      AuditPort audit,
      Function<Bytes, Verification> verifier,
      ObjectDirectory objects,
      Challenges challenges) {
    this.tree = tree;
    this.clock = clock;
    this.audit = audit;
    this.verifier = verifier;
    this.objects = objects;
    this.challenges = challenges;
  }

  /**
   * The authority block of a token that carries a grant, to be signed with a root key of the home.
   *
   * @param object the name that the object directory finds the grant's object by
   * @param holder the key that whoever presents the token has to have
   * @throws IllegalStateException when the grant has been revoked
   */
  public Block carry(Grant grant, String object, Optional<PublicKey> holder) {
    List<CarriedGrant> chain = new ArrayList<>();
    for (Optional<Grant> next = Optional.of(grant); next.isPresent(); next = next.get().parent()) {
      chain.add(new CarriedGrant(next.get().id().value(), next.get().right()));
    }
    tree.carry(grant);
    return AuthorityBlock.write(new Authority(chain, object), holder);
  }

  /** A challenge for the holder of a bound token to sign. */
  public Bytes challenge() {
    return challenges.issue();
  }

  /** Gives whoever presents a token a handle to what it allows; refusing is an audit event. */
  public AdmissionResult admit(Presentation presentation, CapabilityTable table) {
    AdmissionResult result = decide(presentation, table);
    if (result instanceof AdmissionResult.Refused refused) {
      audit.record(
          new AuditEvent.TokenRefused(clock.epochMillis(), table.holder(), refused.code()));
    }
    return result;
  }

  private AdmissionResult decide(Presentation presentation, CapabilityTable table) {
    return switch (verifier.apply(presentation.token())) {
      case Verification.Rejected(var error) -> refused(error.code(), error.detail());
      case Verification.Verified(VerifiedToken token) -> {
        Optional<Authority> authority = AuthorityBlock.read(token.contents().getFirst().block());
        if (authority.isEmpty()) {
          yield refused("token-foreign", "the token does not carry a grant of this home");
        }
        yield proven(presentation)
            ? admit(token, authority.get(), holders(presentation), table)
            : refused("token-holder-proof", "a proof is wrong, late, or was used before");
      }
    };
  }

  private boolean proven(Presentation presentation) {
    Set<Bytes> fresh = new HashSet<>();
    return presentation.proofs().stream()
        .allMatch(proof -> isFresh(proof, fresh) && proof.holdsFor(presentation.token()));
  }

  /** One challenge may serve several proofs of one presentation, but no second presentation. */
  private boolean isFresh(HolderProof proof, Set<Bytes> fresh) {
    return fresh.contains(proof.challenge())
        || (challenges.redeem(proof.challenge()) && fresh.add(proof.challenge()));
  }

  private static Set<PublicKey> holders(Presentation presentation) {
    Set<PublicKey> keys = new HashSet<>();
    presentation.proofs().forEach(proof -> keys.add(proof.key()));
    return keys;
  }

  private AdmissionResult admit(
      VerifiedToken token, Authority authority, Set<PublicKey> holders, CapabilityTable table) {
    List<Revocation> parts = parts(token, authority);
    if (parts.stream().anyMatch(tree.revocations()::isRevoked)) {
      return refused("token-revoked", "the token, or what it was made from, has been revoked");
    }
    if (token.contents().stream().skip(1).anyMatch(Admission::countsForItself)) {
      return refused("token-counted-block", "only the issuer of a token can limit what is counted");
    }
    Optional<Grant> carried = find(authority);
    if (carried.isEmpty()) {
      return refused("token-target-unknown", "the object that the token is for is not there");
    }
    Caveats caveats = Caveats.of(token.contents(), shapes(carried.get()), holders);
    CaveatGuards narrowed = CaveatGuards.of(caveats, carried.get().target().declaration(), clock);
    if (narrowed.operations().isEmpty()) {
      return nothingLeft(token);
    }
    List<Guard> guards = new ArrayList<>();
    guards.add(new NotRevoked(parts, tree.revocations()));
    guards.addAll(narrowed.guards());
    return tree.derive(carried.get(), table.holder(), right(authority, narrowed), guards)
        .<AdmissionResult>map(g -> admitted(g, token, table))
        .orElseGet(() -> refused("token-revoked", "the grant that the token carries has ended"));
  }

  private AdmissionResult admitted(Grant grant, VerifiedToken token, CapabilityTable table) {
    List<String> blocks = new ArrayList<>();
    for (int i = 0; i < token.contents().size(); i++) {
      String id = token.revocationIds().get(i).toString();
      String checks =
          token.contents().get(i).block().checks().stream()
              .map(Check::toString)
              .collect(Collectors.joining("; "));
      blocks.add(checks.isEmpty() ? id : id + " " + checks);
    }
    audit.record(new AuditEvent.TokenAdmitted(clock.epochMillis(), grant, blocks));
    return new AdmissionResult.Admitted(table.insert(grant), grant);
  }

  private static List<Revocation> parts(VerifiedToken token, Authority authority) {
    List<Revocation> parts = new ArrayList<>();
    authority.chain().forEach(g -> parts.add(new Revocation.OfGrant(new GrantId(g.id()))));
    token.revocationIds().forEach(id -> parts.add(new Revocation.OfBlock(id)));
    return parts;
  }

  private static boolean countsForItself(SignedBlockContent content) {
    return content.block().facts().stream().anyMatch(f -> Authority.isStateful(f.name()));
  }

  private synchronized Optional<Grant> find(Authority authority) {
    Optional<Grant> live = tree.carried(new GrantId(authority.grant().id()));
    if (live.isPresent()) {
      return live;
    }
    return objects
        .find(authority.service(), authority.object())
        .flatMap(target -> {
          Optional<Grant> last = Optional.empty();
          for (CarriedGrant grant : authority.chain().reversed()) {
            GrantId id = new GrantId(grant.id());
            Optional<Grant> parent = last;
            last = tree.carried(id).or(() -> tree.restore(id, parent, grant.right(), target));
          }
          return last;
        });
  }

  private static List<OperationShape> shapes(Grant grant) {
    return ServiceShape.of(grant.target().declaration()).operations();
  }

  private static Right right(Authority authority, CaveatGuards narrowed) {
    return new Right(
        authority.service(), narrowed.operations(), List.of(ResourcePattern.ANY), List.of());
  }

  private static AdmissionResult nothingLeft(VerifiedToken token) {
    boolean bound =
        token.contents().stream()
            .flatMap(c -> c.block().checks().stream())
            .anyMatch(c -> CaveatGuards.mentions(c, Vocabulary.HOLDER));
    return bound
        ? refused("token-holder-proof", "the token is bound to a key, and no proof of it was given")
        : refused("token-allows-nothing", "the checks of the token leave no operation");
  }

  private static AdmissionResult refused(String code, String message) {
    return new AdmissionResult.Refused(code, message);
  }
}

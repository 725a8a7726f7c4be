package dev.symphony.policy.world;

import dev.symphony.capabilities.right.Right;
import dev.symphony.kernel.guest.IsolationLabel;
import dev.symphony.kernel.policy.GrantDecision;
import dev.symphony.kernel.policy.GrantPolicy;
import dev.symphony.kernel.policy.GrantRequest;
import dev.symphony.kernel.policy.Occasion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A world before a policy has decided what of it is granted.
 *
 * @param at the moment; the present when it names none
 * @param policy the name of the policy set that decides
 * @param extensions who is there
 * @param delegations rights that are passed on, in this order
 * @param flows where the host carries data
 */
public record WorldDraft(
    Optional<Instant> at,
    String policy,
    List<Newcomer> extensions,
    List<Delegation> delegations,
    List<World.Flow> flows) {

  /**
   * An extension.
   *
   * @param requester who it is
   * @param asks what it asks for: the policy decides
   * @param holds what it was given by other ways
   * @param isolation the walls around it
   */
  public record Newcomer(
      GrantRequest.Requester requester,
      List<Right> asks,
      List<Right> holds,
      IsolationLabel isolation) {
    public Newcomer {
      asks = List.copyOf(asks);
      holds = List.copyOf(holds);
    }

    /** {@code publisher/name}. */
    public String name() {
      return requester.publisher() + "/" + requester.name();
    }
  }

  /** {@code from} passes {@code right} on to {@code to}. */
  public record Delegation(String from, String to, Right right) {}

  /**
   * The world that comes of it.
   *
   * @param refused what the policy did not grant, in words
   */
  public record Built(World world, List<String> refused) {
    public Built {
      refused = List.copyOf(refused);
    }
  }

  public WorldDraft {
    extensions = List.copyOf(extensions);
    delegations = List.copyOf(delegations);
    flows = List.copyOf(flows);
  }

  /** Lets {@code decider} decide, and puts the world together. */
  public Built build(GrantPolicy decider, Instant now) {
    List<String> refused = new ArrayList<>();
    Map<String, Member> members = new LinkedHashMap<>();
    Map<String, Newcomer> newcomers = new LinkedHashMap<>();
    for (Newcomer newcomer : extensions) {
      newcomers.put(newcomer.name(), newcomer);
      members.put(newcomer.name(), new Member(newcomer.name(), held(newcomer, decider, refused)));
    }
    for (Delegation delegation : delegations) {
      pass(delegation, newcomers, members, decider, refused);
    }
    return new Built(World.of(members.values(), flows, at.orElse(now)), refused);
  }

  private List<Held> held(Newcomer newcomer, GrantPolicy decider, List<String> refused) {
    List<Held> held = new ArrayList<>();
    for (Right right : newcomer.asks()) {
      GrantRequest request = new GrantRequest(newcomer.requester(), right, newcomer.isolation());
      granted(request, newcomer.name(), decider, refused)
          .ifPresent(
              granted -> held.add(Held.of(granted, "asked for, granted by the policy " + policy)));
    }
    newcomer.holds().forEach(right -> held.add(Held.of(right, "given")));
    return held;
  }

  private static Optional<Right> granted(
      GrantRequest request, String who, GrantPolicy decider, List<String> refused) {
    return switch (decider.decide(request)) {
      case GrantDecision.Granted granted -> {
        granted.leftOut().forEach(r -> refused.add(words(who, request.right(), r)));
        yield Optional.of(granted.right());
      }
      case GrantDecision.Refused none -> {
        refused.add(words(who, request.right(), none.refusals().getFirst()));
        yield Optional.empty();
      }
    };
  }

  private static String words(String who, Right right, GrantDecision.Refusal refusal) {
    return who + " does not get " + right + ": " + refusal.reason();
  }

  /** Every right of the service that the giver has is passed on, narrowed; some may be empty. */
  private static void pass(
      Delegation delegation,
      Map<String, Newcomer> newcomers,
      Map<String, Member> members,
      GrantPolicy decider,
      List<String> refused) {
    Newcomer to = newcomers.get(delegation.to());
    Newcomer from = newcomers.get(delegation.from());
    Member giver = members.get(delegation.from());
    Member taker = members.get(delegation.to());
    if (to == null || from == null || giver == null || taker == null) {
      return;
    }
    GrantRequest request =
        new GrantRequest(
            to.requester(),
            delegation.right(),
            to.isolation(),
            new Occasion.Delegation(from.requester()));
    Optional<Right> right = granted(request, to.name(), decider, refused);
    for (Held held : giver.held()) {
      if (right.isPresent() && held.service().equals(right.get().service())) {
        taker = taker.with(held.derived(right.get(), "passed on by " + from.name()));
      }
    }
    members.put(taker.name(), taker);
  }
}

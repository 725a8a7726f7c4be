package dev.symphony.host.install;

import dev.symphony.host.UserError;
import dev.symphony.host.session.Policies;
import dev.symphony.kernel.guest.IsolationLabel;
import dev.symphony.kernel.guest.Wall;
import dev.symphony.kernel.policy.GrantDecision;
import dev.symphony.kernel.policy.GrantRequest;
import dev.symphony.registry.consent.PlainWords;
import dev.symphony.registry.consent.Risk;
import dev.symphony.registry.manifest.Manifest;
import dev.symphony.registry.manifest.RequestedCapability;
import dev.symphony.registry.manifest.RequestedCapability.Need;
import java.util.ArrayList;
import java.util.List;

/**
 * What a person is asked before an extension is installed: everything that it asks for, how risky
 * it is, and what the policy says to it.
 *
 * @param items one for each capability
 */
public record ConsentQuestion(List<Item> items) {
  private static final IsolationLabel WALLS =
      IsolationLabel.NONE.with(Wall.CONTEXT).with(Wall.PROCESS);

  /**
   * One capability.
   *
   * @param wanted what is asked for
   * @param risk how risky it is
   * @param decision what the policy says
   */
  public record Item(RequestedCapability wanted, Risk risk, GrantDecision decision) {

    /** Whether the policy leaves nothing of it. */
    boolean isRefused() {
      return decision instanceof GrantDecision.Refused;
    }

    /** The item for people. */
    List<String> lines() {
      List<String> lines = new ArrayList<>();
      lines.add("  %-2s %s".formatted(risk.mark(), PlainWords.of(wanted.right())));
      lines.add("       because: " + wanted.reason());
      lines.add("       policy:  " + verdict());
      return lines;
    }

    private String verdict() {
      String need = wanted.need() == Need.OPTIONAL ? " (it works without)" : "";
      return switch (decision) {
        case GrantDecision.Granted granted when granted.leftOut().isEmpty() -> "allowed" + need;
        case GrantDecision.Granted granted ->
            "allowed in part: " + granted.leftOut().getFirst().reason() + need;
        case GrantDecision.Refused refused ->
            "refused: " + refused.refusals().getFirst().reason() + need;
      };
    }
  }

  public ConsentQuestion {
    items = List.copyOf(items);
  }

  /**
   * The question for an extension with this manifest.
   *
   * @throws UserError when the policy can't be read
   */
  public static ConsentQuestion of(Manifest manifest, Policies policies) throws UserError {
    List<Item> items = new ArrayList<>();
    for (RequestedCapability wanted : manifest.capabilities()) {
      GrantRequest request =
          new GrantRequest(
              new GrantRequest.Requester(
                  manifest.identity().publisher(),
                  manifest.identity().name(),
                  manifest.kind().id()),
              wanted.right(),
              WALLS);
      items.add(new Item(wanted, Risk.of(wanted.right()), policies.decide(request)));
    }
    return new ConsentQuestion(items);
  }

  /**
   * Refuses what nobody can agree to.
   *
   * @throws UserError {@code consent-policy} when the policy refuses what the extension needs
   */
  public void requireWithinPolicy() throws UserError {
    for (Item item : items) {
      if (item.isRefused() && item.wanted().need() == Need.REQUIRED) {
        throw new UserError(
            "consent-policy",
            "it can't do without "
                + item.wanted().right()
                + ", and the policy says: "
                + item.verdict());
      }
    }
  }

  /** The question for people. */
  public List<String> lines() {
    return items.isEmpty()
        ? List.of("  It asks for nothing.")
        : items.stream().flatMap(item -> item.lines().stream()).toList();
  }
}

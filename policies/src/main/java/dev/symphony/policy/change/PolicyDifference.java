package dev.symphony.policy.change;

import dev.symphony.document.DocumentException;
import dev.symphony.kernel.policy.GrantRequest;
import dev.symphony.policy.PolicySchema;
import dev.symphony.policy.PolicySource;
import dev.symphony.policy.solver.Formula;
import dev.symphony.policy.solver.Solution;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one policy set allows that another does not, operation by operation. An example that the
 * solver finds is put to both sets, and told only when Cedar agrees.
 *
 * @param widened what the second set allows and the first does not
 * @param narrowed what the first set allows and the second does not
 * @param open what could not be decided, in words
 */
public record PolicyDifference(List<Change> widened, List<Change> narrowed, List<String> open) {
  public PolicyDifference {
    widened = List.copyOf(widened);
    narrowed = List.copyOf(narrowed);
    open = List.copyOf(open);
  }

  /** A difference for one operation, with a request that the sets disagree about. */
  public record Change(String service, String operation, GrantRequest example) {
    @Override
    public String toString() {
      return service + "." + operation + ": " + Ask.text(example);
    }
  }

  /**
   * Compares.
   *
   * @throws DocumentException when one of the sets is broken
   */
  public static PolicyDifference between(
      PolicySource before, PolicySource after, PolicySchema schema) throws DocumentException {
    PolicyQuestions first = PolicyQuestions.of(before, schema);
    PolicyQuestions second = PolicyQuestions.of(after, schema);
    List<String> open = new ArrayList<>();
    return new PolicyDifference(more(first, second, open), more(second, first, open), open);
  }

  /** What {@code wider} allows and {@code narrower} does not. */
  private static List<Change> more(
      PolicyQuestions narrower, PolicyQuestions wider, List<String> open) {
    List<Change> changes = new ArrayList<>();
    wider
        .schema()
        .operations()
        .forEach((service, operations) -> {
          for (String operation : operations) {
            more(narrower, wider, service, operation, open).ifPresent(changes::add);
          }
        });
    return changes;
  }

  private static Optional<Change> more(
      PolicyQuestions narrower,
      PolicyQuestions wider,
      String service,
      String operation,
      List<String> open) {
    String subject = service + "." + operation + ": ";
    try {
      Formula formula =
          Formula.all(
              wider.allows(service, operation), Formula.not(narrower.allows(service, operation)));
      return switch (PolicyQuestions.ask(service, formula)) {
        case Solution.Impossible n -> Optional.empty();
        case Solution.Undecided(String reason) -> {
          open.add(subject + reason);
          yield Optional.empty();
        }
        case Solution.Possible(var example) -> {
          Optional<GrantRequest> request =
              Ask.request(service, operation, example)
                  .filter(r -> wider.grants(r) && !narrower.grants(r));
          if (request.isEmpty()) {
            open.add(subject + "Cedar does not agree with the example " + example);
          }
          yield request.map(r -> new Change(service, operation, r));
        }
      };
    } catch (CedarConditions.Unreadable e) {
      open.add(subject + "a policy says something that can't be compared: " + e.getMessage());
      return Optional.empty();
    }
  }
}

package dev.symphony.policy.change;

import dev.symphony.document.DocumentException;
import dev.symphony.policy.CedarStatement;
import dev.symphony.policy.CedarStatement.Effect;
import dev.symphony.policy.PolicySchema;
import dev.symphony.policy.PolicySource;
import dev.symphony.policy.solver.Formula;
import dev.symphony.policy.solver.Solution;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Predicate;

/** Finds what is wrong with a policy set although it is valid. */
public final class PolicyLint {
  private static final Set<String> FAR = Set.of("http", "extensions", "models");
  private static final Map<String, Set<String>> WRITES =
      Map.of("kv", Set.of("put", "delete"), "artifacts", Set.of("put"));

  private final PolicyQuestions set;
  private final List<Finding> findings = new ArrayList<>();

  private PolicyLint(PolicyQuestions set) {
    this.set = set;
  }

  /** What a finding is about. */
  public enum Kind {
    /** The policy can never apply. */
    NEVER_APPLIES,
    /** Whatever it permits or forbids, others do already. */
    SHADOWED,
    /** Whatever it permits, others forbid. */
    CONTRADICTED,
    /** It permits a right to everything that a far-reaching service offers. */
    OVER_BROAD,
    /** It permits to write for good, without an end. */
    MISSING_EXPIRY,
    /** It could not be examined. */
    UNDECIDED
  }

  /**
   * Something found.
   *
   * @param policy the id of the policy
   * @param line where it begins in its file
   */
  public record Finding(Kind kind, String policy, int line, String message) {}

  /**
   * Examines a set.
   *
   * @throws DocumentException when it is broken
   */
  public static List<Finding> of(PolicySource source, PolicySchema schema)
      throws DocumentException {
    PolicyLint lint = new PolicyLint(PolicyQuestions.of(source, schema));
    for (int i = 0; i < lint.set.statements().size(); i++) {
      lint.examine(i);
    }
    return lint.findings;
  }

  /** A question about the policy, for one operation. */
  private interface Question {
    Formula about(String service, String operation) throws CedarConditions.Unreadable;
  }

  /** Whether an answer was found, and for which operation. */
  private enum Answer {
    NOWHERE,
    SOMEWHERE,
    UNKNOWN
  }

  private void examine(int policy) {
    CedarStatement statement = set.statements().get(policy);
    Answer applies = find(policy, o -> true, (s, o) -> set.applies(policy, s, o));
    if (applies == Answer.NOWHERE) {
      add(Kind.NEVER_APPLIES, policy, "its conditions can't all hold for any operation");
    } else if (applies == Answer.SOMEWHERE) {
      if (statement.effect() == Effect.PERMIT) {
        examinePermit(policy);
      } else if (isCovered(policy, Effect.FORBID)) {
        add(Kind.SHADOWED, policy, "whatever it forbids, another policy forbids already");
      } else if (find(policy, o -> true, (s, o) -> alone(policy, Effect.PERMIT, s, o))
          == Answer.NOWHERE) {
        add(Kind.SHADOWED, policy, "nobody permits what it forbids");
      }
    }
  }

  private Formula alone(int policy, Effect other, String service, String operation)
      throws CedarConditions.Unreadable {
    return Formula.all(
        set.applies(policy, service, operation), set.some(other, policy, service, operation));
  }

  private void examinePermit(int policy) {
    if (find(policy, o -> true, (s, o) -> effective(policy, s, o)) == Answer.NOWHERE) {
      add(Kind.CONTRADICTED, policy, "whatever it permits, another policy forbids");
      return;
    }
    if (isCovered(policy, Effect.PERMIT)) {
      add(Kind.SHADOWED, policy, "whatever it permits, another policy permits already");
    }
    set.schema()
        .operations()
        .forEach((service, operations) -> {
          if (FAR.contains(service)) {
            broad(policy, service, operations);
          }
          if (WRITES.containsKey(service)) {
            endless(policy, service);
          }
        });
  }

  private boolean isCovered(int policy, Effect effect) {
    return find(
            policy,
            o -> true,
            (s, o) ->
                Formula.all(set.applies(policy, s, o), Formula.not(set.some(effect, policy, s, o))))
        == Answer.NOWHERE;
  }

  private Formula effective(int policy, String service, String operation)
      throws CedarConditions.Unreadable {
    return Formula.all(
        set.applies(policy, service, operation),
        Formula.not(set.some(Effect.FORBID, policy, service, operation)));
  }

  private void broad(int policy, String service, SortedSet<String> operations) {
    Answer answer =
        find(
            policy,
            service::equals,
            (s, o) -> Formula.all(effective(policy, s, o), Formula.is(Ask.PATTERN, "**")));
    if (answer == Answer.SOMEWHERE) {
      add(
          Kind.OVER_BROAD,
          policy,
          "it permits "
              + service
              + "."
              + String.join(",", operations)
              + " on '**', which is everything");
    }
  }

  private void endless(int policy, String service) {
    Answer answer =
        find(
            policy,
            service::equals,
            (s, o) ->
                WRITES.getOrDefault(s, Set.of()).contains(o)
                    ? Formula.all(
                        effective(policy, s, o),
                        Formula.not(new Formula.Flag(Ask.CONSTRAINT + "expires")),
                        Formula.not(new Formula.Flag(Ask.CONSTRAINT + "calls")),
                        Formula.not(new Formula.Flag(Ask.CONSTRAINT + "bytes")))
                    : Formula.never());
    if (answer == Answer.SOMEWHERE) {
      add(
          Kind.MISSING_EXPIRY,
          policy,
          "it permits to write to "
              + service
              + " for good: without an end, a number of calls or bytes");
    }
  }

  private Answer find(int policy, Predicate<String> services, Question question) {
    Answer answer = Answer.NOWHERE;
    for (var entry : set.schema().operations().entrySet()) {
      for (String operation : services.test(entry.getKey()) ? entry.getValue() : Set.<String>of()) {
        Answer here = ask(policy, entry.getKey(), operation, question);
        if (here == Answer.SOMEWHERE) {
          return here;
        }
        answer = here == Answer.UNKNOWN ? here : answer;
      }
    }
    return answer;
  }

  private Answer ask(int policy, String service, String operation, Question question) {
    try {
      return switch (PolicyQuestions.ask(service, question.about(service, operation))) {
        case Solution.Possible p -> Answer.SOMEWHERE;
        case Solution.Impossible n -> Answer.NOWHERE;
        case Solution.Undecided(String reason) -> {
          add(Kind.UNDECIDED, policy, service + "." + operation + ": " + reason);
          yield Answer.UNKNOWN;
        }
      };
    } catch (CedarConditions.Unreadable e) {
      add(Kind.UNDECIDED, policy, "it says something that can't be examined: " + e.getMessage());
      return Answer.UNKNOWN;
    }
  }

  private void add(Kind kind, int policy, String message) {
    CedarStatement statement = set.statements().get(policy);
    Finding finding = new Finding(kind, statement.id(), statement.line(), message);
    if (!findings.contains(finding)) {
      findings.add(finding);
    }
  }
}

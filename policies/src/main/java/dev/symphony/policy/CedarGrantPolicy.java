package dev.symphony.policy;

import com.cedarpolicy.model.entity.Entity;
import com.cedarpolicy.model.exception.AuthException;
import com.cedarpolicy.value.CedarList;
import com.cedarpolicy.value.Value;
import dev.symphony.capabilities.right.Constraint;
import dev.symphony.capabilities.right.ResourcePattern;
import dev.symphony.capabilities.right.Right;
import dev.symphony.document.DocumentException;
import dev.symphony.kernel.guest.Wall;
import dev.symphony.kernel.policy.GrantDecision;
import dev.symphony.kernel.policy.GrantDecision.Refusal;
import dev.symphony.kernel.policy.GrantPolicy;
import dev.symphony.kernel.policy.GrantRequest;
import dev.symphony.kernel.service.ServiceCatalog;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Decides with a set of Cedar policies. Each operation is asked about with each resource pattern;
 * operations that are refused for any of the patterns are left out, or, when that leaves none,
 * patterns that are refused for any of the operations. {@code *} becomes the list of the operations
 * that the service has today.
 */
public final class CedarGrantPolicy implements GrantPolicy {
  private final PolicySchema schema;
  private volatile CedarPolicySet policies;

  private CedarGrantPolicy(PolicySchema schema, CedarPolicySet policies) {
    this.schema = schema;
    this.policies = policies;
  }

  /**
   * A policy for the services of {@code catalog}.
   *
   * @throws DocumentException when the set is broken, see {@link #replace}
   */
  public static CedarGrantPolicy of(PolicySource source, ServiceCatalog catalog)
      throws DocumentException {
    return of(source, PolicySchema.of(catalog));
  }

  /**
   * A policy for the services of {@code schema}.
   *
   * @throws DocumentException when the set is broken, see {@link #replace}
   */
  public static CedarGrantPolicy of(PolicySource source, PolicySchema schema)
      throws DocumentException {
    return new CedarGrantPolicy(schema, CedarPolicySet.compile(source, schema));
  }

  /**
   * Puts another set in the place of the present one, at once for all decisions that begin later.
   *
   * @throws DocumentException with the codes {@code policy-syntax} or {@code policy-invalid} when
   *     the set is broken; the present one stays
   */
  public void replace(PolicySource source) throws DocumentException {
    policies = CedarPolicySet.compile(source, schema);
  }

  /** The policies in force, in the order of their text. */
  public List<CedarStatement> statements() {
    return policies.statements();
  }

  @Override
  public GrantDecision decide(GrantRequest request) {
    Right right = request.right();
    Set<String> known = schema.of(right.service());
    Set<String> asked =
        right.operations().stream()
            .flatMap(o -> o.equals(Right.EVERY_OPERATION) ? known.stream() : Stream.of(o))
            .collect(Collectors.toCollection(TreeSet::new));
    if (known.isEmpty() || asked.isEmpty()) {
      return unknown(right, known.isEmpty() ? "service" : "operation");
    }
    Questions questions = new Questions(request, known);
    List<Refusal> refusals = new ArrayList<>();
    for (String operation : asked) {
      for (ResourcePattern pattern : right.resources()) {
        questions.refusal(operation, pattern.toString()).ifPresent(refusals::add);
      }
    }
    return narrow(right, asked, refusals);
  }

  /** The ids of the policies that permit what is granted of a request, in alphabetical order. */
  public Set<String> permitting(GrantRequest request) {
    Right right = request.right();
    Questions questions = new Questions(request, schema.of(right.service()));
    Set<String> ids = new TreeSet<>();
    for (String operation : schema.of(right.service())) {
      for (ResourcePattern pattern :
          right.includes(operation) ? right.resources() : List.<ResourcePattern>of()) {
        ids.addAll(questions.permitting(operation, pattern.toString()));
      }
    }
    return ids;
  }

  private static GrantDecision unknown(Right right, String what) {
    return new GrantDecision.Refused(
        List.of(
            new Refusal(
                String.join(",", right.operations()),
                "",
                "policy-unknown-operation",
                "",
                "there is no such " + what + ": " + right)));
  }

  private static GrantDecision narrow(Right right, Set<String> asked, List<Refusal> refusals) {
    Set<String> refusedOperations =
        refusals.stream().map(Refusal::operation).collect(Collectors.toSet());
    Set<String> operations = new TreeSet<>(asked);
    operations.removeAll(refusedOperations);
    if (!operations.isEmpty()) {
      return new GrantDecision.Granted(
          new Right(right.service(), operations, right.resources(), right.constraints()), refusals);
    }
    Set<String> refusedPatterns =
        refusals.stream().map(Refusal::resource).collect(Collectors.toCollection(HashSet::new));
    List<ResourcePattern> patterns =
        right.resources().stream().filter(p -> !refusedPatterns.contains(p.toString())).toList();
    return patterns.isEmpty()
        ? new GrantDecision.Refused(refusals)
        : new GrantDecision.Granted(
            new Right(right.service(), asked, patterns, right.constraints()), refusals);
  }

  /** The questions that one request puts to the set that is in force when it comes in. */
  private final class Questions {
    private final CedarPolicySet set = policies;
    private final String service;
    private final Set<String> known;
    private final Entity principal;
    private final Map<String, Value> context;

    Questions(GrantRequest request, Set<String> known) {
      this.service = request.right().service();
      this.known = known;
      this.principal = CedarNames.extension(request.requester());
      this.context =
          Map.of(
              "isolation",
              texts(request.isolation().levels().keySet().stream().map(Wall::text)),
              "constraints",
              texts(request.right().constraints().stream().map(CedarGrantPolicy::name)),
              "occasion",
              CedarNames.text(CedarNames.occasion(request.occasion())),
              "delegator",
              CedarNames.text(CedarNames.delegator(request.occasion())));
    }

    private static Value texts(Stream<String> texts) {
      return new CedarList(texts.distinct().map(CedarNames::text).toList());
    }

    Optional<Refusal> refusal(String operation, String pattern) {
      if (!known.contains(operation)) {
        return refusal(
            operation,
            pattern,
            "policy-unknown-operation",
            "",
            "the service '" + service + "' has no operation '" + operation + "'");
      }
      try {
        CedarPolicySet.Verdict verdict = ask(operation, pattern);
        return verdict.allowed()
            ? Optional.empty()
            : refused(operation, pattern, verdict.deciding());
      } catch (AuthException e) {
        return refusal(
            operation, pattern, "policy-fault", "", "the policies cannot be evaluated: " + e);
      }
    }

    private CedarPolicySet.Verdict ask(String operation, String pattern) throws AuthException {
      return set.ask(
          principal,
          CedarNames.action(service, operation),
          CedarNames.resource(service, pattern),
          context);
    }

    List<String> permitting(String operation, String pattern) {
      try {
        CedarPolicySet.Verdict verdict = ask(operation, pattern);
        return verdict.allowed()
            ? verdict.deciding().stream().map(CedarPolicySet.Label::id).toList()
            : List.of();
      } catch (AuthException e) {
        return List.of();
      }
    }

    private Optional<Refusal> refused(
        String operation, String pattern, List<CedarPolicySet.Label> forbidding) {
      if (forbidding.isEmpty()) {
        return refusal(
            operation,
            pattern,
            "policy-not-permitted",
            "",
            "no policy in '" + set.name() + "' permits " + service + "." + operation);
      }
      CedarPolicySet.Label first = forbidding.getFirst();
      String reason =
          first.reason().isEmpty()
              ? "the policy '" + first.id() + "' in '" + set.name() + "' forbids it"
              : first.reason();
      return refusal(operation, pattern, "policy-forbidden", first.id(), reason);
    }

    private Optional<Refusal> refusal(
        String operation, String pattern, String code, String policy, String reason) {
      return Optional.of(new Refusal(operation, pattern, code, policy, reason));
    }
  }

  private static String name(Constraint constraint) {
    return switch (constraint) {
      case Constraint.Expires c -> "expires";
      case Constraint.Calls c -> "calls";
      case Constraint.TotalBytes c -> "bytes";
      case Constraint.Rate c -> "rate";
      case Constraint.AtMost c -> "max." + c.parameter();
      case Constraint.MaxLength c -> "length." + c.parameter();
      case Constraint.OneOf c -> "in." + c.parameter();
    };
  }
}

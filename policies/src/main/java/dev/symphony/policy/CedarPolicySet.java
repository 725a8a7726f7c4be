package dev.symphony.policy;

import com.cedarpolicy.BasicAuthorizationEngine;
import com.cedarpolicy.model.AuthorizationRequest;
import com.cedarpolicy.model.AuthorizationResponse;
import com.cedarpolicy.model.AuthorizationSuccessResponse;
import com.cedarpolicy.model.DetailedError;
import com.cedarpolicy.model.ValidationRequest;
import com.cedarpolicy.model.ValidationResponse;
import com.cedarpolicy.model.entity.Entity;
import com.cedarpolicy.model.exception.AuthException;
import com.cedarpolicy.model.policy.Policy;
import com.cedarpolicy.model.policy.PolicySet;
import com.cedarpolicy.model.schema.Schema;
import com.cedarpolicy.value.Value;
import dev.symphony.document.DocumentException;
import dev.symphony.document.Position;
import dev.symphony.document.Problem;
import dev.symphony.policy.PolicyText.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A set of Cedar policies that parsed and fits the schema. */
final class CedarPolicySet {
  /** What Cedar says on top of the real reason. */
  private static final String CONSEQUENCE = "unable to find an applicable action";

  private final String name;
  private final PolicySet policies;
  private final Map<String, Label> labels;
  private final List<CedarStatement> statements;

  /** What a policy says about itself in its annotations {@code @id} and {@code @reason}. */
  record Label(String id, String reason) {}

  /**
   * What the policies say to one question.
   *
   * @param deciding the policies that permit it, or those that forbid it; empty when there are
   *     neither
   */
  record Verdict(boolean allowed, List<Label> deciding) {}

  private CedarPolicySet(
      String name, PolicySet policies, Map<String, Label> labels, List<CedarStatement> statements) {
    this.name = name;
    this.policies = policies;
    this.labels = labels;
    this.statements = List.copyOf(statements);
  }

  /**
   * Compiles a set.
   *
   * @throws DocumentException with problems of the codes {@code policy-syntax} and {@code
   *     policy-invalid}, with line and column
   */
  static CedarPolicySet compile(PolicySource source, PolicySchema vocabulary)
      throws DocumentException {
    String name = source.name();
    String schema = vocabulary.text();
    PolicyText cut = new PolicyText(source.text());
    Map<String, Statement> statements = new LinkedHashMap<>();
    Set<Policy> policies = new HashSet<>();
    for (Statement statement : cut.statements()) {
      String id = "policy" + statements.size();
      statements.put(id, statement);
      policies.add(new Policy(statement.source(), id));
    }
    PolicySet set = new PolicySet(policies);
    List<Problem> problems = new ArrayList<>();
    try {
      for (Policy policy : policies) {
        Statement statement = Optional.ofNullable(statements.get(policy.getID())).orElseThrow();
        problems.addAll(check(name, cut, statement, policy, schema));
      }
      if (!problems.isEmpty()) {
        throw new DocumentException(inOrder(problems));
      }
      Map<String, Label> labels = labels(policies);
      return new CedarPolicySet(name, set, labels, statements(cut, statements, policies, labels));
    } catch (AuthException e) {
      throw new DocumentException(
          List.of(
              problem("policy-invalid", name, Optional.empty(), String.valueOf(e.getMessage()))));
    }
  }

  private static List<Problem> check(
      String name, PolicyText text, Statement statement, Policy policy, String schema)
      throws AuthException {
    ValidationResponse response =
        new BasicAuthorizationEngine()
            .validate(
                new ValidationRequest(
                    Schema.parse(Schema.JsonOrCedar.Cedar, schema), new PolicySet(Set.of(policy))));
    List<Problem> problems = new ArrayList<>();
    response.errors.stream()
        .flatMap(List::stream)
        .forEach(
            e -> problems.add(problem("policy-syntax", name, at(text, statement, e), words(e))));
    response.success.stream()
        .flatMap(success -> success.validationErrors.stream())
        .map(ValidationResponse.ValidationError::getError)
        .forEach(
            e -> problems.add(problem("policy-invalid", name, at(text, statement, e), words(e))));
    return problems;
  }

  private static Optional<Position> at(PolicyText text, Statement statement, DetailedError error) {
    return error.sourceLocations.stream()
        .findFirst()
        .map(label -> text.position(statement, label.start));
  }

  private static String words(DetailedError error) {
    String message =
        error.message.replaceAll(
            "(?:failed to parse policy with id|for policy) `policy[0-9]+`(?: from string: |, )",
            "");
    String help = error.help.filter(h -> !h.isEmpty()).map(h -> "; " + h).orElse("");
    String expected =
        error.sourceLocations.stream()
            .findFirst()
            .flatMap(label -> label.label)
            .filter(l -> !l.isEmpty())
            .map(l -> " (" + l + ")")
            .orElse("");
    return message + help + expected;
  }

  private static Problem problem(
      String code, String name, Optional<Position> position, String message) {
    return new Problem(code, name, position, "", message);
  }

  private static List<Problem> inOrder(List<Problem> problems) {
    return problems.stream()
        .distinct()
        .filter(p -> problems.size() == 1 || !p.message().startsWith(CONSEQUENCE))
        .sorted(
            Comparator.comparingInt((Problem p) -> p.position().map(Position::line).orElse(0))
                .thenComparingInt(p -> p.position().map(Position::column).orElse(0)))
        .toList();
  }

  private static Map<String, Label> labels(Set<Policy> policies) throws AuthException {
    Map<String, Label> labels = new LinkedHashMap<>();
    for (Policy policy : policies) {
      Map<String, String> annotations = policy.getAnnotations();
      labels.put(
          policy.getID(),
          new Label(
              annotations.getOrDefault("id", policy.getID()),
              annotations.getOrDefault("reason", "")));
    }
    return labels;
  }

  private static List<CedarStatement> statements(
      PolicyText text, Map<String, Statement> cut, Set<Policy> policies, Map<String, Label> labels)
      throws AuthException {
    Map<String, CedarStatement> byId = new HashMap<>();
    for (Policy policy : policies) {
      Statement statement = Optional.ofNullable(cut.get(policy.getID())).orElseThrow();
      Label label = labels.getOrDefault(policy.getID(), new Label(policy.getID(), ""));
      byId.put(
          policy.getID(),
          new CedarStatement(
              label.id(),
              CedarStatement.Effect.valueOf(policy.effect().name()),
              text.position(statement, text.begin(statement)).line(),
              policy.toJson()));
    }
    return cut.keySet().stream()
        .map(id -> Optional.ofNullable(byId.get(id)).orElseThrow())
        .toList();
  }

  /** The policies, in the order of the text. */
  List<CedarStatement> statements() {
    return statements;
  }

  /** The name of the set. */
  String name() {
    return name;
  }

  /**
   * Asks the policies.
   *
   * @throws AuthException when the question cannot be put, or a policy cannot be evaluated
   */
  Verdict ask(Entity principal, Entity action, Entity resource, Map<String, Value> context)
      throws AuthException {
    AuthorizationResponse response =
        new BasicAuthorizationEngine()
            .isAuthorized(
                new AuthorizationRequest(
                    principal.getEUID(), action.getEUID(), resource.getEUID(), context),
                policies,
                Set.of(principal, action, resource));
    AuthorizationSuccessResponse answer =
        response.success.orElseThrow(() -> new AuthException(response.toString()));
    if (!answer.getErrors().isEmpty()) {
      throw new AuthException(answer.getErrors().toString());
    }
    List<Label> deciding =
        answer.getReason().stream()
            .map(id -> labels.getOrDefault(id, new Label(id, "")))
            .sorted(Comparator.comparing(Label::id))
            .toList();
    return new Verdict(answer.isAllowed(), deciding);
  }
}

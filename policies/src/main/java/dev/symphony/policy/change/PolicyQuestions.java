package dev.symphony.policy.change;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.symphony.document.DocumentException;
import dev.symphony.kernel.policy.GrantDecision;
import dev.symphony.kernel.policy.GrantRequest;
import dev.symphony.policy.CedarGrantPolicy;
import dev.symphony.policy.CedarStatement;
import dev.symphony.policy.PolicySchema;
import dev.symphony.policy.PolicySource;
import dev.symphony.policy.solver.Formula;
import dev.symphony.policy.solver.Solution;
import dev.symphony.policy.solver.Solver;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A policy set as formulas, beside the set as Cedar evaluates it. */
final class PolicyQuestions {
  private final PolicySource source;
  private final PolicySchema schema;
  private final CedarGrantPolicy policy;
  private final List<CedarStatement> statements;
  private final List<JsonNode> trees = new ArrayList<>();

  private PolicyQuestions(PolicySource source, PolicySchema schema) throws DocumentException {
    this.source = source;
    this.schema = schema;
    this.policy = CedarGrantPolicy.of(source, schema);
    this.statements = policy.statements();
    try {
      for (CedarStatement statement : statements) {
        trees.add(JsonMapper.builder().build().readTree(statement.json()));
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cedar gives out JSON", e);
    }
  }

  static PolicyQuestions of(PolicySource source, PolicySchema schema) throws DocumentException {
    return new PolicyQuestions(source, schema);
  }

  String name() {
    return source.name();
  }

  PolicySchema schema() {
    return schema;
  }

  List<CedarStatement> statements() {
    return statements;
  }

  /** When the policy at this place applies to an operation. */
  Formula applies(int statement, String service, String operation)
      throws CedarConditions.Unreadable {
    return new CedarConditions(service, operation).of(trees.get(statement));
  }

  /** When a policy with this effect applies, of all but the one at {@code but}. */
  Formula some(CedarStatement.Effect effect, int but, String service, String operation)
      throws CedarConditions.Unreadable {
    List<Formula> ways = new ArrayList<>();
    for (int i = 0; i < statements.size(); i++) {
      if (i != but && statements.get(i).effect() == effect) {
        ways.add(applies(i, service, operation));
      }
    }
    return new Formula.Any(ways);
  }

  /** When the operation is allowed. */
  Formula allows(String service, String operation) throws CedarConditions.Unreadable {
    return Formula.all(
        some(CedarStatement.Effect.PERMIT, -1, service, operation),
        Formula.not(some(CedarStatement.Effect.FORBID, -1, service, operation)));
  }

  /** Whether there is a question about the operation of which {@code formula} holds. */
  static Solution ask(String service, Formula formula) {
    return Solver.solve(Formula.all(Ask.domain(service), formula));
  }

  /** Whether Cedar grants the request. */
  boolean grants(GrantRequest request) {
    return policy.decide(request) instanceof GrantDecision.Granted;
  }

  /** Why Cedar refuses the request; nothing when it grants it. */
  Optional<GrantDecision.Refusal> refusal(GrantRequest request) {
    return policy.decide(request) instanceof GrantDecision.Refused refused
        ? Optional.of(refused.refusals().getFirst())
        : Optional.empty();
  }
}

package dev.symphony.policy.change;

import com.fasterxml.jackson.databind.JsonNode;
import dev.symphony.policy.PolicySchema;
import dev.symphony.policy.solver.Formula;
import dev.symphony.policy.solver.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.stream.StreamSupport;

/**
 * The conditions of Cedar policies as formulas, for one operation of one service. It reads the form
 * of policies that Cedar itself gives out as JSON.
 */
final class CedarConditions {
  private static final Map<String, String> TEXTS =
      Map.ofEntries(
          Map.entry("principal.publisher", Ask.PUBLISHER),
          Map.entry("principal.name", Ask.NAME),
          Map.entry("principal.kind", Ask.KIND),
          Map.entry("resource.pattern", Ask.PATTERN),
          Map.entry("resource.method", Ask.METHOD),
          Map.entry("resource.scheme", Ask.SCHEME),
          Map.entry("resource.host", Ask.HOST),
          Map.entry("resource.path", Ask.PATH),
          Map.entry("resource.publisher", Ask.PEER),
          Map.entry("context.occasion", Ask.OCCASION),
          Map.entry("context.delegator", Ask.DELEGATOR));

  private final String service;
  private final String operation;

  CedarConditions(String service, String operation) {
    this.service = service;
    this.operation = operation;
  }

  /** A policy says something that has no formula. */
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreadable(String message) {
      super(message);
    }
  }

  /** When the policy applies. */
  Formula of(JsonNode policy) throws Unreadable {
    List<Formula> parts = new ArrayList<>();
    parts.add(scope("principal", policy.path("principal")));
    parts.add(scope("action", policy.path("action")));
    parts.add(scope("resource", policy.path("resource")));
    for (JsonNode condition : policy.path("conditions")) {
      Formula body = truth(condition.path("body"));
      parts.add(condition.path("kind").asText().equals("unless") ? Formula.not(body) : body);
    }
    return new Formula.All(parts);
  }

  private Formula scope(String variable, JsonNode scope) throws Unreadable {
    String operator = scope.path("op").asText();
    return switch (operator) {
      case "All" -> Formula.always();
      case "==", "in" -> {
        List<Formula> ways = new ArrayList<>();
        for (JsonNode entity : entities(scope)) {
          ways.add(isEntity(variable, entity, operator));
        }
        yield new Formula.Any(ways);
      }
      case "is" -> constant(type(variable).equals(scope.path("entity_type").asText()));
      default -> throw new Unreadable("a scope with '" + operator + "'");
    };
  }

  private static List<JsonNode> entities(JsonNode scope) {
    return scope.has("entities")
        ? StreamSupport.stream(scope.path("entities").spliterator(), false).toList()
        : List.of(scope.path("entity"));
  }

  private String type(String variable) {
    return switch (variable) {
      case "principal" -> "Symphony::Extension";
      case "action" -> "Symphony::Action";
      default -> "Symphony::" + PolicySchema.resourceType(service);
    };
  }

  private Formula isEntity(String variable, JsonNode reference, String operator) throws Unreadable {
    JsonNode entity = reference.has("__entity") ? reference.path("__entity") : reference;
    String id = entity.path("id").asText();
    if (!entity.path("type").asText().equals(type(variable))) {
      return Formula.never();
    }
    return switch (variable) {
      case "principal" -> {
        int slash = id.indexOf('/');
        yield slash < 0
            ? Formula.never()
            : Formula.all(
                Formula.is(Ask.PUBLISHER, id.substring(0, slash)),
                Formula.is(Ask.NAME, id.substring(slash + 1)));
      }
      case "action" ->
          constant(
              id.equals(service + "." + operation)
                  || (operator.equals("in") && id.equals(service)));
      case "resource" -> Formula.is(Ask.PATTERN, id);
      default -> throw new Unreadable("the entity " + id);
    };
  }

  private static Formula constant(boolean value) {
    return value ? Formula.always() : Formula.never();
  }

  private Formula truth(JsonNode expression) throws Unreadable {
    String operator = expression.fieldNames().next();
    JsonNode body = expression.path(operator);
    return switch (operator) {
      case "Value" -> constant(body.asBoolean());
      case "&&" -> Formula.all(truth(body.path("left")), truth(body.path("right")));
      case "||" -> Formula.any(truth(body.path("left")), truth(body.path("right")));
      case "!" -> Formula.not(truth(body.path("arg")));
      case "==" -> equal(body.path("left"), body.path("right"));
      case "!=" -> Formula.not(equal(body.path("left"), body.path("right")));
      case "in" -> in(body.path("left"), body.path("right"));
      case "is" ->
          constant(type(variable(body.path("left"))).equals(body.path("entity_type").asText()));
      case "has" -> Formula.always();
      case "like" -> new Formula.In("", text(body.path("left")), like(body.path("pattern")));
      case "contains", "containsAll", "containsAny" ->
          contains(operator, body.path("left"), body.path("right"));
      case "if-then-else" -> {
        Formula condition = truth(body.path("if"));
        yield Formula.any(
            Formula.all(condition, truth(body.path("then"))),
            Formula.all(Formula.not(condition), truth(body.path("else"))));
      }
      default -> throw new Unreadable("'" + operator + "' in a condition");
    };
  }

  private Formula equal(JsonNode left, JsonNode right) throws Unreadable {
    Optional<String> leftText = literal(left);
    Optional<String> rightText = literal(right);
    if (isEntityLiteral(right)) {
      return isEntity(variable(left), right.path("Value"), "==");
    }
    if (isEntityLiteral(left)) {
      return isEntity(variable(right), left.path("Value"), "==");
    }
    if (leftText.isPresent() && rightText.isPresent()) {
      return constant(leftText.equals(rightText));
    }
    if (rightText.isPresent()) {
      return Formula.is(text(left), rightText.get());
    }
    return leftText.isPresent()
        ? Formula.is(text(right), leftText.get())
        : new Formula.Same(text(left), text(right));
  }

  private Formula in(JsonNode left, JsonNode right) throws Unreadable {
    List<Formula> ways = new ArrayList<>();
    if (right.has("Set")) {
      for (JsonNode element : right.path("Set")) {
        ways.add(isEntity(variable(left), element.path("Value"), "in"));
      }
    } else {
      ways.add(isEntity(variable(left), right.path("Value"), "in"));
    }
    return new Formula.Any(ways);
  }

  private Formula contains(String operator, JsonNode set, JsonNode elements) throws Unreadable {
    if (set.has("Set")) {
      List<Formula> ways = new ArrayList<>();
      for (JsonNode element : set.path("Set")) {
        ways.add(equal(elements, element));
      }
      return new Formula.Any(ways);
    }
    String prefix =
        switch (path(set)) {
          case "context.isolation" -> Ask.ISOLATION;
          case "context.constraints" -> Ask.CONSTRAINT;
          default -> throw new Unreadable("the set " + path(set));
        };
    List<Formula> flags = new ArrayList<>();
    for (JsonNode element : elements.has("Set") ? elements.path("Set") : List.of(elements)) {
      flags.add(
          new Formula.Flag(
              prefix + literal(element).orElseThrow(() -> new Unreadable("a set of no texts"))));
    }
    return operator.equals("containsAny") ? new Formula.Any(flags) : new Formula.All(flags);
  }

  private static Language like(JsonNode pattern) {
    List<Language> parts = new ArrayList<>();
    for (JsonNode part : pattern) {
      parts.add(
          part.isTextual() ? Language.everything() : Language.word(part.path("Literal").asText()));
    }
    BinaryOperator<Language> joined = (rest, part) -> Language.then(part, rest);
    return parts.reversed().stream().reduce(Language.empty(), joined);
  }

  private static boolean isEntityLiteral(JsonNode expression) {
    return expression.path("Value").has("__entity");
  }

  private static Optional<String> literal(JsonNode expression) {
    return expression.path("Value").isTextual()
        ? Optional.of(expression.path("Value").asText())
        : Optional.empty();
  }

  private static String variable(JsonNode expression) throws Unreadable {
    if (!expression.has("Var")) {
      throw new Unreadable("an entity that is neither principal, action nor resource");
    }
    return expression.path("Var").asText();
  }

  private static String text(JsonNode expression) throws Unreadable {
    String path = path(expression);
    String text = TEXTS.get(path);
    if (text == null) {
      throw new Unreadable("the value of " + path);
    }
    return text;
  }

  private static String path(JsonNode expression) {
    JsonNode access = expression.path(".");
    return access.path("left").path("Var").asText("?") + "." + access.path("attr").asText("?");
  }
}

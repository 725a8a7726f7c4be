package dev.symphony.capabilities.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.symphony.capabilities.datalog.Authorization;
import dev.symphony.capabilities.datalog.Block;
import dev.symphony.capabilities.datalog.Evaluation;
import dev.symphony.capabilities.datalog.ExecutionError;
import dev.symphony.capabilities.datalog.FailedCheck;
import dev.symphony.capabilities.datalog.Origin;
import dev.symphony.capabilities.datalog.OriginFact;
import dev.symphony.capabilities.datalog.Policy;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Results and worlds in the form that the published samples have them. */
final class SampleResults {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final BigInteger AUTHORIZER = new BigInteger("18446744073709551615");

  private SampleResults() {}

  /** The kind of error that a sample expects of verification. */
  static TokenError.Kind expectedError(JsonNode result) {
    JsonNode format = result.path("Err").path("Format");
    if (format.path("Signature").has("InvalidSignature")) {
      return TokenError.Kind.SIGNATURE;
    }
    if (format.has("BlockSignatureDeserializationError")) {
      return TokenError.Kind.MALFORMED_SIGNATURE;
    }
    throw new AssertionError("a sample expects " + result);
  }

  /** Whether a sample is not signed as it should be, so that its blocks may be anything. */
  static boolean isForged(JsonNode sample) {
    JsonNode only = sample.get("validations").elements().next();
    return only.path("result").path("Err").has("Format");
  }

  static JsonNode of(Authorization authorization) {
    return switch (authorization) {
      case Authorization.Allowed(int policy) -> JSON.createObjectNode().put("Ok", policy);
      case Authorization.Unauthorized(var kind, int policy, var checks) -> {
        ObjectNode content = JSON.createObjectNode();
        content.putObject("policy").put(kind == Policy.Kind.ALLOW ? "Allow" : "Deny", policy);
        content.set("checks", checks(checks));
        yield logic("Unauthorized", content);
      }
      case Authorization.NoMatchingPolicy(var checks) -> {
        ObjectNode content = JSON.createObjectNode();
        content.set("checks", checks(checks));
        yield logic("NoMatchingPolicy", content);
      }
      case Authorization.InvalidRule(int block, var rule) ->
          // The samples always name block 0, whichever block the rule stands in.
          logic("InvalidBlockRule", JSON.createArrayNode().add(0).add(rule.toString()));
      case Authorization.Failed(ExecutionError error) -> {
        ObjectNode node = JSON.createObjectNode();
        node.putObject("Err").put("Execution", name(error));
        yield node;
      }
    };
  }

  private static JsonNode logic(String name, JsonNode content) {
    ObjectNode node = JSON.createObjectNode();
    node.putObject("Err").putObject("FailedLogic").set(name, content);
    return node;
  }

  private static String name(ExecutionError error) {
    return switch (error) {
      case INVALID_TYPE -> "InvalidType";
      case OVERFLOW -> "Overflow";
      case SHADOWED_VARIABLE -> "ShadowedVariable";
      default -> throw new AssertionError("no sample expects " + error);
    };
  }

  private static JsonNode checks(List<FailedCheck> checks) {
    ArrayNode array = JSON.createArrayNode();
    for (FailedCheck check : checks) {
      ObjectNode content = array.addObject();
      ObjectNode place = content.putObject(check.origin().hasAuthorizer() ? "Authorizer" : "Block");
      if (!check.origin().hasAuthorizer()) {
        place.put("block_id", check.origin().blocks().getFirst());
      }
      place.put("check_id", check.index()).put("rule", check.check().toString());
    }
    return array;
  }

  static JsonNode world(Evaluation evaluation) {
    ObjectNode world = JSON.createObjectNode();
    world.set("facts", facts(evaluation));
    ArrayNode rules = world.putArray("rules");
    ArrayNode checks = world.putArray("checks");
    for (int i = 0; i < evaluation.blocks().size(); i++) {
      statements(rules, checks, BigInteger.valueOf(i), evaluation.blocks().get(i).block());
    }
    statements(rules, checks, AUTHORIZER, evaluation.authorizer().program().block());
    ArrayNode policies = world.putArray("policies");
    evaluation.authorizer().program().policies().forEach(each -> policies.add(each.toString()));
    return reread(world);
  }

  private static void statements(
      ArrayNode rules, ArrayNode checks, BigInteger origin, Block block) {
    add(rules, "rules", origin, block.rules());
    add(checks, "checks", origin, block.checks());
  }

  private static void add(ArrayNode target, String name, BigInteger origin, List<?> statements) {
    if (!statements.isEmpty()) {
      ObjectNode node = target.addObject().put("origin", origin);
      ArrayNode list = node.putArray(name);
      statements.stream().map(String::valueOf).sorted().forEach(list::add);
    }
  }

  private static ArrayNode facts(Evaluation evaluation) {
    Map<Origin, List<String>> byOrigin = new TreeMap<>(Comparator.comparing(SampleResults::order));
    for (OriginFact each : evaluation.facts()) {
      byOrigin
          .computeIfAbsent(each.origin(), origin -> new ArrayList<>())
          .add(each.fact().toString());
    }
    ArrayNode array = JSON.createArrayNode();
    byOrigin.forEach((origin, facts) -> {
      ObjectNode node = array.addObject();
      ArrayNode places = node.putArray("origin");
      if (origin.hasAuthorizer()) {
        places.addNull();
      }
      origin.blocks().forEach(places::add);
      ArrayNode list = node.putArray("facts");
      facts.stream().sorted().forEach(list::add);
    });
    return array;
  }

  /** The authorizer sorts before all blocks, a shorter origin before a longer one. */
  private static String order(Origin origin) {
    StringBuilder key = new StringBuilder(origin.hasAuthorizer() ? "0 " : "");
    origin.blocks().forEach(block -> key.append(block + 1).append(' '));
    return key.toString();
  }

  /** The tree as it is after writing and reading it, so that numbers compare. */
  private static JsonNode reread(JsonNode tree) {
    try {
      return JSON.readTree(tree.toString());
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}

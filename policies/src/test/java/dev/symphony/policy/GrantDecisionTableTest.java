package dev.symphony.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.symphony.capabilities.right.Right;
import dev.symphony.document.DocumentException;
import dev.symphony.kernel.guest.IsolationLabel;
import dev.symphony.kernel.policy.GrantDecision;
import dev.symphony.kernel.policy.GrantRequest;
import dev.symphony.kernel.policy.Occasion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The shipped policies, against the table of decisions that people agreed on. */
class GrantDecisionTableTest {
  /** The services of this version, as far as policies are concerned. */
  static final PolicySchema SERVICES =
      PolicySchema.of(
          Map.ofEntries(
              Map.entry("files", Set.of("list", "read", "readText", "stat")),
              Map.entry("artifacts", Set.of("put", "get")),
              Map.entry("log", Set.of("debug", "info", "warn", "error")),
              Map.entry("clock", Set.of("now", "millis")),
              Map.entry("random", Set.of("bytes", "uniform")),
              Map.entry("kv", Set.of("get", "put", "delete", "list")),
              Map.entry("models", Set.of("infer")),
              Map.entry("extensions", Set.of("invoke")),
              Map.entry("http", Set.of("request")),
              Map.entry("conductor", Set.of("advise", "feedback", "score")),
              Map.entry("permissions", Set.of("request", "lend"))));

  private record Row(String right, String walls, Occasion occasion, List<String> expected) {}

  private static List<Row> rows() throws IOException {
    try (InputStream in = GrantDecisionTableTest.class.getResourceAsStream("decisions.csv")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> List.of(line.split(" \\| ")))
          .map(c -> new Row(c.get(0), c.get(1), occasion(c.get(2)), c.subList(3, c.size())))
          .toList();
    }
  }

  private static Occasion occasion(String text) {
    return switch (text) {
      case "install" -> new Occasion.Installation();
      case String s when s.startsWith("delegation by ") ->
          new Occasion.Delegation(
              new GrantRequest.Requester(s.substring("delegation by ".length()), "x", "operator"));
      default -> new Occasion.RunTime(Occasion.Span.valueOf(text.toUpperCase(Locale.ROOT)));
    };
  }

  @TestFactory
  Stream<DynamicTest> shippedSets() throws IOException, DocumentException {
    List<Row> rows = rows();
    List<DynamicTest> tests = new ArrayList<>();
    for (int set = 0; set < PolicySource.shipped().size(); set++) {
      PolicySource source = PolicySource.shipped().get(set);
      CedarGrantPolicy policy = CedarGrantPolicy.of(source, SERVICES);
      for (Row row : rows) {
        String expected = row.expected().get(set);
        tests.add(
            DynamicTest.dynamicTest(
                source.name() + ": " + row.right() + " " + row.occasion(),
                () -> check(policy, row, expected)));
      }
    }
    return tests.stream();
  }

  private static void check(CedarGrantPolicy policy, Row row, String expected) {
    Right right = Right.parse(row.right());
    GrantDecision decision =
        policy.decide(
            new GrantRequest(
                new GrantRequest.Requester("acme", "tool", "operator"),
                right,
                IsolationLabel.parse(row.walls()),
                row.occasion()));
    switch (decision) {
      case GrantDecision.Granted granted -> {
        String wanted = expected.equals("=") ? right.toString() : expected;
        assertEquals(wanted, granted.right().toString());
      }
      case GrantDecision.Refused refused -> {
        GrantDecision.Refusal first = refused.refusals().getFirst();
        String shown =
            first.code().equals("policy-unknown-operation") ? "!" : "- " + first.policy();
        assertEquals(expected, shown.strip());
        assertFalse(first.reason().isBlank());
      }
    }
  }
}

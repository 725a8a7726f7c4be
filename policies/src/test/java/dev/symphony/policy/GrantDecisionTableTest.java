package dev.symphony.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.symphony.capabilities.right.Right;
import dev.symphony.document.DocumentException;
import dev.symphony.kernel.guest.IsolationLabel;
import dev.symphony.kernel.policy.GrantDecision;
import dev.symphony.kernel.policy.GrantRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The shipped policies, against the table of decisions that people agreed on. */
class GrantDecisionTableTest {
  /** The services of this version, as far as policies are concerned. */
  static final Map<String, Set<String>> OPERATIONS =
      Map.of(
          "files", Set.of("list", "read", "readText", "stat"),
          "artifacts", Set.of("put", "get"),
          "log", Set.of("debug", "info", "warn", "error"),
          "clock", Set.of("now", "millis"),
          "random", Set.of("bytes", "uniform"),
          "kv", Set.of("get", "put", "delete", "list"),
          "models", Set.of("infer"),
          "extensions", Set.of("invoke"),
          "http", Set.of("request"));

  private record Row(String right, String walls, String standard, String development) {}

  private static List<Row> rows() throws IOException {
    try (InputStream in = GrantDecisionTableTest.class.getResourceAsStream("decisions.csv")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(" \\| "))
          .map(c -> new Row(c[0].strip(), c[1].strip(), c[2].strip(), c[3].strip()))
          .toList();
    }
  }

  @TestFactory
  Stream<DynamicTest> standardSet() throws IOException, DocumentException {
    CedarGrantPolicy policy = CedarGrantPolicy.of(PolicySource.standard(), OPERATIONS);
    return rows().stream()
        .map(row -> DynamicTest.dynamicTest(row.right(), () -> check(policy, row, row.standard())));
  }

  @TestFactory
  Stream<DynamicTest> developmentSet() throws IOException, DocumentException {
    CedarGrantPolicy policy = CedarGrantPolicy.of(PolicySource.development(), OPERATIONS);
    return rows().stream()
        .map(row ->
            DynamicTest.dynamicTest(row.right(), () -> check(policy, row, row.development())));
  }

  private static void check(CedarGrantPolicy policy, Row row, String expected) {
    Right right = Right.parse(row.right());
    GrantDecision decision =
        policy.decide(
            new GrantRequest(
                new GrantRequest.Requester("acme", "tool", "operator"),
                right,
                IsolationLabel.parse(row.walls())));
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

package dev.symphony.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.capabilities.right.Right;
import dev.symphony.document.DocumentException;
import dev.symphony.document.Problem;
import dev.symphony.kernel.guest.IsolationLabel;
import dev.symphony.kernel.policy.GrantDecision;
import dev.symphony.kernel.policy.GrantRequest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CedarGrantPolicyTest {
  private static final String GOOD =
      "// é comes first\n@id(\"logs\")\npermit (principal, action in [Symphony::Action::\"log\"],"
          + " resource);\n";

  private static CedarGrantPolicy policy(String text) throws DocumentException {
    return CedarGrantPolicy.of(new PolicySource("own", text), GrantDecisionTableTest.SERVICES);
  }

  private static GrantDecision decide(CedarGrantPolicy policy, String right) {
    return policy.decide(
        new GrantRequest(
            new GrantRequest.Requester("acme", "tool", "operator"),
            Right.parse(right),
            IsolationLabel.parse("process")));
  }

  private static GrantDecision.Refusal refusal(GrantDecision decision) {
    return assertInstanceOf(GrantDecision.Refused.class, decision).refusals().getFirst();
  }

  @Test
  void defaultRefusal_isReadable() throws DocumentException {
    assertEquals(
        new GrantDecision.Refusal(
            "read", "**", "policy-not-permitted", "", "no policy in 'own' permits files.read"),
        refusal(decide(policy(GOOD), "files.read:**")));
  }

  @Test
  void whatIsLeftOut_isTold() throws DocumentException {
    CedarGrantPolicy policy =
        policy("permit (principal, action == Symphony::Action::\"kv.get\", resource);");
    GrantDecision.Granted granted =
        assertInstanceOf(GrantDecision.Granted.class, decide(policy, "kv.get,put:a|b;calls=3"));
    assertEquals("kv.get:a|b;calls=3", granted.right().toString());
    assertEquals(
        List.of("put a", "put b"),
        granted.leftOut().stream().map(r -> r.operation() + " " + r.resource()).toList());
  }

  @Test
  void constraints_canBeDemanded() throws DocumentException {
    CedarGrantPolicy policy =
        policy(
            "permit (principal, action, resource) when { context.constraints.contains(\"calls\") };");
    assertInstanceOf(GrantDecision.Granted.class, decide(policy, "log.info:**;calls=3"));
    refusal(decide(policy, "log.info:**;bytes=3"));
  }

  @Test
  void emptySet_permitsNothing() throws DocumentException {
    refusal(decide(policy("// nothing\n"), "log.info:**"));
  }

  @Test
  void policyThatCannotBeEvaluated_refuses() throws DocumentException {
    CedarGrantPolicy policy =
        policy(
            GOOD
                + "forbid (principal, action, resource)"
                + " when { 9223372036854775807 + 1 == 0 };");
    assertEquals("policy-fault", refusal(decide(policy, "log.info:**")).code());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "permit (principal, action resource); | policy-syntax | 4:27 | unexpected token `resource`",
        "permit (principal, action, resource) | policy-syntax | 4:37 | unexpected end of input",
        "permit (principal, action == Symphony::Action::\"files.raed\", resource); | policy-invalid | 4:30 | files.raed",
        "permit (principal, action, resource) when { resource.size > 1 }; | policy-invalid | 4:45 | attribute `size`",
        "permit (principal, action, resource) when { \"a; b\" like 1 }; | policy-syntax | 4:57 | ",
      })
  void brokenSet_isRefusedWithLineAndColumn(String text, String code, String at, String words)
      throws DocumentException {
    CedarGrantPolicy policy = policy(GOOD);
    DocumentException e =
        assertThrows(
            DocumentException.class,
            () -> policy.replace(new PolicySource("new.cedar", GOOD + text)));
    Problem problem = e.problems().getFirst();
    assertEquals(code, problem.code(), problem.toString());
    assertEquals(at, problem.position().orElseThrow().toString(), problem.toString());
    assertTrue(words == null || problem.message().contains(words), problem.toString());
    assertInstanceOf(GrantDecision.Granted.class, decide(policy, "log.info:**"), "the old stays");
  }

  @Test
  void anotherSet_takesThePlaceOfThePresentOne() throws DocumentException {
    CedarGrantPolicy policy = policy(GOOD);
    policy.replace(new PolicySource("new", "forbid (principal, action, resource);\n" + GOOD));
    assertEquals("policy-forbidden", refusal(decide(policy, "log.info:**")).code());
  }
}

package dev.symphony.policy.change;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.document.DocumentException;
import dev.symphony.policy.PolicySource;
import dev.symphony.policy.change.PolicyLint.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyLintTest {
  private static final String LOG = "Symphony::Action::\"log\"";

  private static List<PolicyLint.Finding> lint(String text) throws DocumentException {
    return PolicyLint.of(new PolicySource("own.cedar", text), Vocabulary.SCHEMA);
  }

  private static List<String> found(String text) throws DocumentException {
    return lint(text).stream().map(f -> f.kind() + " " + f.policy()).toList();
  }

  private static String policy(String id, String effect, String action, String when) {
    return "@id(\""
        + id
        + "\") "
        + effect
        + " (principal, action"
        + (action.isEmpty() ? "" : " in [" + action + "]")
        + ", resource)"
        + (when.isEmpty() ? "" : " when { " + when + " }")
        + ";\n";
  }

  @Test
  void soundPolicies_haveNoFindings() throws DocumentException {
    assertEquals(List.of(), found(policy("logs", "permit", LOG, "")));
  }

  @Test
  void contradictoryConditions_neverApply() throws DocumentException {
    assertEquals(
        List.of("NEVER_APPLIES empty"),
        found(
            policy(
                "empty",
                "permit",
                LOG,
                "resource.pattern like \"a*\" && resource.pattern == \"b\"")));
  }

  @Test
  void policyWithinAnother_isShadowed() throws DocumentException {
    assertEquals(
        List.of("SHADOWED acme"),
        found(
            policy("acme", "permit", LOG, "principal.publisher == \"acme\"")
                + policy("logs", "permit", LOG, "")));
    assertEquals(
        List.of("SHADOWED kv"),
        found(
            policy("logs", "permit", LOG, "")
                + policy("kv", "forbid", "Symphony::Action::\"kv\"", "")));
  }

  @Test
  void permissionThatIsForbidden_isContradicted() throws DocumentException {
    assertEquals(
        List.of("CONTRADICTED acme"),
        found(
            policy("logs", "permit", LOG, "")
                + policy("acme", "permit", LOG, "principal.publisher == \"acme\"")
                + policy("no-acme", "forbid", "", "principal.publisher like \"ac*\"")));
  }

  @Test
  void everythingOfTheNetwork_isOverBroad() throws DocumentException {
    List<PolicyLint.Finding> findings =
        lint("\n// the network\n" + policy("net", "permit", "Symphony::Action::\"http\"", ""));
    assertEquals(Kind.OVER_BROAD, findings.getFirst().kind());
    assertEquals(3, findings.getFirst().line());
  }

  @Test
  void writingForGood_isNoted() throws DocumentException {
    assertEquals(
        List.of("MISSING_EXPIRY kv"),
        found(policy("kv", "permit", "Symphony::Action::\"kv.put\"", "")));
    assertEquals(
        List.of(),
        found(
            policy(
                "kv",
                "permit",
                "Symphony::Action::\"kv.put\"",
                "context.constraints.contains(\"expires\")")));
  }

  @Test
  void shippedSets_haveOnlyTheFindingsThatAreMeant() throws DocumentException {
    assertEquals(
        List.of("MISSING_EXPIRY own-storage"),
        PolicyLint.of(PolicySource.standard(), Vocabulary.SCHEMA).stream()
            .map(f -> f.kind() + " " + f.policy())
            .distinct()
            .toList());
    assertEquals(List.of(), PolicyLint.of(PolicySource.strict(), Vocabulary.SCHEMA));
    assertTrue(
        PolicyLint.of(PolicySource.development(), Vocabulary.SCHEMA).stream()
            .anyMatch(f -> f.kind() == Kind.OVER_BROAD));
  }
}

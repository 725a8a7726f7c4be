package dev.symphony.host.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.capabilities.right.Right;
import dev.symphony.host.UserError;
import dev.symphony.host.service.Services;
import dev.symphony.kernel.guest.IsolationLabel;
import dev.symphony.kernel.policy.GrantDecision;
import dev.symphony.kernel.policy.GrantRequest;
import dev.symphony.policy.CedarGrantPolicy;
import dev.symphony.policy.PolicySource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PoliciesTest {
  private static final String LOG_ONLY =
      "permit (principal, action in [Symphony::Action::\"log\"], resource);\n";

  @TempDir private Path home;
  private final List<String> notes = new ArrayList<>();

  private Policies policies(Map<String, String> environment) {
    return new Policies(
        PolicyPlace.of(Optional.of(home), environment), Services.CATALOG, notes::add);
  }

  private static GrantDecision decide(Policies policies, String right) throws UserError {
    return policies.decide(
        new GrantRequest(
            new GrantRequest.Requester("acme", "tool", "operator"),
            Right.parse(right),
            IsolationLabel.parse("process")));
  }

  private void write(String text) throws IOException {
    Files.writeString(home.resolve("policy.cedar"), text, UTF_8);
  }

  @Test
  void shippedSets_speakOfTheServicesThatAreThere() throws Exception {
    for (PolicySource source : PolicySource.shipped()) {
      CedarGrantPolicy.of(source, Services.CATALOG);
    }
  }

  @Test
  void homeWithoutASet_hasTheDefault() throws UserError {
    assertInstanceOf(GrantDecision.Granted.class, decide(policies(Map.of()), "kv.get:**"));
  }

  @Test
  void variable_namesAShippedSet() throws UserError {
    Policies strict = policies(Map.of("SYMPHONY_POLICY", "strict"));
    assertInstanceOf(GrantDecision.Refused.class, decide(strict, "files.read:**"));
  }

  @Test
  void unknownName_isRefused() {
    Policies unknown = policies(Map.of("SYMPHONY_POLICY", "lenient"));
    UserError e = assertThrows(UserError.class, () -> decide(unknown, "log.info:**"));
    assertEquals("policy-unreadable", e.code());
  }

  @Test
  void brokenSetAtStart_isRefusedWithItsPlace() throws IOException {
    write(LOG_ONLY + "permit (principal, action resource);");
    UserError e = assertThrows(UserError.class, () -> decide(policies(Map.of()), "log.info:**"));
    assertEquals("policy-syntax", e.code());
    assertTrue(e.text().contains("policy.cedar:2:27"), e.text());
  }

  @Test
  void change_comesIntoForce_andABrokenOneDoesNot() throws IOException, UserError {
    write(LOG_ONLY);
    Policies policies = policies(Map.of());
    assertInstanceOf(GrantDecision.Refused.class, decide(policies, "kv.get:**"));

    write(LOG_ONLY + "permit (principal, action in [Symphony::Action::\"kv\"], resource);\n");
    assertInstanceOf(GrantDecision.Granted.class, decide(policies, "kv.get:**"));
    assertEquals(1, notes.size(), notes::toString);

    write(
        LOG_ONLY
            + "forbid (principal, action, resource) when { nonsense };\n// longer than before");
    assertInstanceOf(GrantDecision.Granted.class, decide(policies, "kv.get:**"));
    assertTrue(notes.getLast().contains("policy.cedar:2:"), notes::toString);
    assertTrue(notes.getLast().contains("stays in force"), notes::toString);
  }
}

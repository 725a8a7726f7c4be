package dev.symphony.policy.change;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.document.DocumentException;
import dev.symphony.policy.PolicySource;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyDifferenceTest {
  private static PolicyDifference between(PolicySource before, PolicySource after)
      throws DocumentException {
    return PolicyDifference.between(before, after, Vocabulary.SCHEMA);
  }

  private static PolicySource permit(String when) {
    return new PolicySource("own", "permit (principal, action, resource) when { " + when + " };");
  }

  private static List<String> operations(List<PolicyDifference.Change> changes) {
    return changes.stream().map(c -> c.service() + "." + c.operation()).toList();
  }

  @Test
  void everySet_isTheSameAsItself() throws DocumentException {
    for (PolicySource source : PolicySource.shipped()) {
      PolicyDifference none = between(source, source);
      assertEquals(List.of(), none.widened());
      assertEquals(List.of(), none.narrowed());
      assertEquals(List.of(), none.open());
    }
  }

  @Test
  void otherWordsForTheSame_areNoDifference() throws DocumentException {
    PolicyDifference none =
        between(
            permit("!(principal.publisher != \"acme\" || resource.pattern like \"a*b\")"),
            permit("principal.publisher == \"acme\" && !(resource.pattern like \"a*b\")"));
    assertEquals(new PolicyDifference(List.of(), List.of(), List.of()), none);
  }

  @Test
  void narrowedPattern_isTold() throws DocumentException {
    PolicyDifference difference =
        between(
            permit("action == Symphony::Action::\"kv.get\" && resource.pattern like \"a*\""),
            permit("action == Symphony::Action::\"kv.get\" && resource.pattern like \"ab*\""));
    assertEquals(List.of(), difference.widened());
    assertEquals(List.of("kv.get"), operations(difference.narrowed()));
  }

  @Test
  void strict_allowsNothingThatDefaultDoesNot() throws DocumentException {
    PolicyDifference difference = between(PolicySource.standard(), PolicySource.strict());
    assertEquals(List.of(), difference.open());
    assertEquals(List.of(), difference.widened());
    assertTrue(operations(difference.narrowed()).contains("http.request"));
    assertTrue(operations(difference.narrowed()).contains("kv.put"));
    assertTrue(operations(difference.narrowed()).contains("log.info"), "not for good at run time");
  }
}

package dev.symphony.kernel.guest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IsolationLabelTest {
  private static final String FULL = "process+nnp+nocaps+landlock(7)+seccomp+rlimits";

  @Test
  void theText_readsBackAndIsOrdered() {
    assertEquals(FULL, IsolationLabel.parse(FULL).toString());
    assertEquals(
        "process+nnp+landlock(1)", IsolationLabel.parse("landlock+process+nnp").toString());
    assertEquals("none", IsolationLabel.NONE.toString());
    assertEquals(IsolationLabel.NONE, IsolationLabel.parse("none"));
  }

  @Test
  void aLabel_satisfiesFewerWallsAndLowerLevels() {
    IsolationLabel full = IsolationLabel.parse(FULL);
    assertTrue(full.satisfies(full));
    assertTrue(full.satisfies(IsolationLabel.NONE));
    assertTrue(full.satisfies(IsolationLabel.parse("process+landlock(4)")));
    assertFalse(full.satisfies(IsolationLabel.parse("landlock(8)")));
    assertFalse(full.satisfies(IsolationLabel.parse("process+netns")));
    assertFalse(IsolationLabel.NONE.satisfies(IsolationLabel.PROCESS));
  }

  @Test
  void whatIsMissing_isALabelToo() {
    IsolationLabel have = IsolationLabel.parse("process+landlock(3)");
    assertEquals(
        "landlock(6)+seccomp",
        have.missing(IsolationLabel.parse("process+landlock(6)+seccomp")).toString());
  }

  @Test
  void aWall_comesAndGoes() {
    IsolationLabel label = IsolationLabel.PROCESS.with(Wall.SECCOMP);
    assertTrue(label.has(Wall.SECCOMP));
    assertEquals(IsolationLabel.PROCESS, label.without(Wall.SECCOMP));
    assertThrows(
        IllegalArgumentException.class, () -> new IsolationLabel(Map.of(Wall.LANDLOCK, 0)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "moat",
        "process+",
        "+",
        "landlock()",
        "landlock(0)",
        "landlock(-1)",
        "nnp+nnp",
        "landlock(99999)",
        "process nnp",
        "PROCESS"
      })
  void otherTexts_areRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> IsolationLabel.parse(text));
  }
}

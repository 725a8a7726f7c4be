package dev.symphony.sandbox.jail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.kernel.guest.Wall;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ControlGroupTest {
  private static final String FORK_SOME =
      "read go; for i in 1 2 3 4 5 6 7 8; do sleep 1 & done; wait";
  private final JailedLauncher launcher = new JailedLauncher();

  private JailedProcess shell() throws Exception {
    Jail jail =
        Jail.builder()
            .executable(Path.of("/usr"))
            .executable(Path.of("/lib"))
            .readOnly(Path.of("/dev/null"))
            .build();
    return launcher.launch(List.of("/bin/sh", "-c", FORK_SOME), jail);
  }

  private static String errors(JailedProcess jailed) throws Exception {
    OutputStream go = jailed.process().getOutputStream();
    go.write('\n');
    go.close();
    String said = new String(jailed.process().getErrorStream().readAllBytes(), UTF_8);
    jailed.process().waitFor();
    return said;
  }

  @ParameterizedTest
  @EnumSource
  void theNumberOfTasks_isBounded(ControlGroup.Version version) throws Exception {
    Finding finding = ControlGroup.probe(version);
    if (!finding.isPresent()) {
      System.out.println("ABSENT: cgroup " + version + ": " + finding.detail());
      return;
    }
    assertEquals("", errors(shell()), "without the group all of them start");
    String name = "symphony-test-" + ProcessHandle.current().pid();
    ControlGroup group = ControlGroup.create(version, name, 64L << 20, 4);
    try {
      JailedProcess bounded = group.adopt(shell());
      assertTrue(bounded.label().has(Wall.CONTROL_GROUP));
      assertTrue(errors(bounded).contains("fork"), "the shell says that it cannot fork");
    } finally {
      group.remove();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aGroupInUse_isRemovedWithItsProcesses(ControlGroup.Version version) throws Exception {
    Finding finding = ControlGroup.probe(version);
    if (!finding.isPresent()) {
      System.out.println("ABSENT: cgroup " + version + ": " + finding.detail());
      return;
    }
    String name = "symphony-busy-" + ProcessHandle.current().pid();
    ControlGroup group = ControlGroup.create(version, name, 64L << 20, 4);
    JailedProcess waiting = group.adopt(shell());

    group.remove();

    assertTrue(waiting.process().waitFor(10, TimeUnit.SECONDS), "it was ended");
  }

  @Test
  void aNameThatIsAPath_isRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> ControlGroup.create(ControlGroup.Version.V2, "../other", 1, 1));
  }
}

package dev.symphony.sandbox.jail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.kernel.guest.Wall;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KernelFeaturesTest {
  @Test
  void whatTheProbePromises_theLauncherBuilds() throws Exception {
    KernelFeatures features = KernelFeatures.probe();
    System.out.println(features);
    Jail jail = Jail.builder().executable(Path.of("/usr")).executable(Path.of("/lib")).build();
    JailedProcess built = new JailedLauncher().launch(List.of("/bin/true"), jail);

    assertEquals(features.attainable().without(Wall.SECCOMP), built.label());
  }

  @Test
  void everyAbsence_saysWhy() throws Exception {
    KernelFeatures features = KernelFeatures.probe();
    Map<String, Finding> findings =
        Map.of(
            "launcher", features.launcher(),
            "no_new_privs", features.noNewPrivileges(),
            "seccomp", features.seccomp(),
            "user namespaces", features.userNamespaces(),
            "bubblewrap", features.bubblewrap(),
            "cgroup v1", features.controlGroupsV1(),
            "cgroup v2", features.controlGroupsV2());
    findings.forEach((name, finding) -> {
      assertFalse(finding.detail().isBlank(), name);
      if (!finding.isPresent()) {
        System.out.println("ABSENT: " + name + ": " + finding.detail());
      }
    });
  }

  @Test
  void aTrialThatFails_isAbsent() throws Exception {
    assertTrue(Trial.of("/bin/true").isPresent());
    assertFalse(Trial.of("/bin/false").isPresent());
    assertFalse(Trial.of("/no/such/program").isPresent());
  }

  @Test
  void threadStatus_isReadStrictly() {
    ThreadStatus free = ThreadStatus.parse(List.of("NoNewPrivs:\t0", "Seccomp:\t0", "CapEff:\t0"));
    assertFalse(free.hasNoNewPrivileges());
    assertFalse(free.isFiltered());
    assertFalse(free.hasNoCapabilities(), "a set that is not listed is not known to be empty");
    assertFalse(
        ThreadStatus.parse(List.of("Seccomp:\t1")).isFiltered(), "strict mode is no filter");
  }
}

package dev.symphony.sandbox.jail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.kernel.guest.IsolationLabel;
import dev.symphony.kernel.guest.Wall;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class JailedLauncherTest {
  private final JailedLauncher launcher = new JailedLauncher();

  private static Jail.Builder tools() {
    Jail.Builder jail = Jail.builder().readOnly(Path.of("/proc"));
    for (String place : List.of("/bin", "/usr/bin", "/lib", "/lib64", "/usr/lib")) {
      if (Path.of(place).toFile().exists()) {
        jail.executable(Path.of(place));
      }
    }
    return jail;
  }

  private static String output(JailedProcess jailed) throws IOException {
    return new String(jailed.process().getInputStream().readAllBytes(), UTF_8);
  }

  @Test
  void aProcess_hasItsStandardStreamsAndItsExitValue() throws Exception {
    JailedProcess jailed =
        launcher.launch(List.of("/bin/sh", "-c", "read x; echo got $x; exit 3"), tools().build());
    jailed.process().getOutputStream().write("a word\n".getBytes(UTF_8));
    jailed.process().getOutputStream().close();

    assertEquals("got a word\n", output(jailed));
    assertEquals(3, jailed.process().waitFor());
    assertEquals(3, jailed.process().exitValue());
    assertFalse(jailed.process().isAlive());
    assertEquals(jailed.process(), jailed.process().onExit().get());
  }

  @Test
  void aKilledProcess_exitsWith128AndTheSignal() throws Exception {
    JailedProcess jailed = launcher.launch(List.of("/bin/sleep", "60"), tools().build());
    assertFalse(jailed.process().waitFor(20, TimeUnit.MILLISECONDS));
    assertTrue(jailed.process().isAlive());
    assertThrows(IllegalThreadStateException.class, () -> jailed.process().exitValue());
    jailed.process().destroyForcibly();

    assertEquals(128 + 9, jailed.process().waitFor());
    assertEquals(IsolationLabel.NONE, jailed.observed());
  }

  @Test
  void theEnvironment_isEmpty() throws Exception {
    JailedProcess jailed = launcher.launch(List.of("/usr/bin/env"), tools().build());

    assertEquals("", output(jailed));
    assertEquals(0, jailed.process().waitFor());
  }

  @Test
  void descriptorsOfTheHost_areNotInherited() throws Exception {
    JailedProcess jailed =
        launcher.launch(List.of("/bin/sh", "-c", "echo /proc/self/fd/*"), tools().build());

    List<String> open = List.of(output(jailed).strip().split(" "));
    assertTrue(open.size() <= 4, () -> "0, 1, 2 and the directory itself, not " + open);
  }

  @Test
  void aMissingCommand_isRefused() {
    assertThrows(
        IOException.class, () -> launcher.launch(List.of("/no/such/command"), tools().build()));
  }

  @Test
  void aMissingPath_isRefused() {
    Jail jail = tools().readOnly(Path.of("/no/such/directory")).build();
    assertThrows(IOException.class, () -> launcher.launch(List.of("/bin/true"), jail));
  }

  @Test
  void aWallThatCannotBeBuilt_isRefusedWhenRequired() {
    Jail jail = tools().require(IsolationLabel.PROCESS.with(Wall.LANDLOCK, 99)).build();
    IOException refused =
        assertThrows(IOException.class, () -> launcher.launch(List.of("/bin/true"), jail));
    assertTrue(refused.toString().contains("landlock(99)"), refused::toString);
  }

  @Test
  void aRelativeCommand_isNotACommand() {
    assertThrows(
        IllegalArgumentException.class, () -> launcher.launch(List.of("true"), tools().build()));
  }

  @Test
  void limits_areHardLimitsOfTheProcess() throws Exception {
    Jail jail =
        tools()
            .limit(ResourceLimit.OPEN_FILES, 77)
            .limit(ResourceLimit.FILE_SIZE_BYTES, 4096)
            .build();
    JailedProcess jailed =
        launcher.launch(
            List.of("/bin/sh", "-c", "read x; cat /proc/self/limits; ulimit -n 78"), jail);
    jailed.process().getOutputStream().close();
    List<String> lines = output(jailed).lines().toList();

    assertTrue(
        lines.stream().anyMatch(l -> l.matches("Max open files +77 +77 .*")), lines::toString);
    assertTrue(
        lines.stream().anyMatch(l -> l.matches("Max file size +4096 +4096 .*")), lines::toString);
    assertTrue(
        lines.stream().anyMatch(l -> l.matches("Max core file size +0 +0 .*")), lines::toString);
    assertNotEquals(0, jailed.process().waitFor(), "a process cannot raise its own limit");
    assertTrue(jailed.label().has(Wall.RESOURCE_LIMITS));
  }
}

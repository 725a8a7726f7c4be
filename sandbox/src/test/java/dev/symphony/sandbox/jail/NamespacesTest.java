package dev.symphony.sandbox.jail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.kernel.guest.Wall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NamespacesTest {
  private static final String SHOW =
      "echo $$; readlink /proc/self/ns/net; readlink /proc/self/ns/ipc; cat /etc/passwd; true";

  private static Jail.Builder tools() {
    Jail.Builder jail = Jail.builder();
    for (String place : List.of("/usr", "/bin", "/lib", "/lib64")) {
      if (Files.exists(Path.of(place))) {
        jail.executable(Path.of(place));
      }
    }
    return jail;
  }

  private static List<String> lines(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), UTF_8).lines().toList();
  }

  @Test
  void namespacesOfTheThread_areTheProcessesOwn() throws Exception {
    Jail jail = tools().enter(Namespace.NETWORK).enter(Namespace.IPC).enter(Namespace.PID).build();
    JailedProcess child = new JailedLauncher().launch(List.of("/bin/sh", "-c", SHOW), jail);
    List<String> shown = lines(child.process());

    assertEquals(0, child.process().waitFor());
    if (!child.label().has(Wall.NETWORK_NAMESPACE)) {
      System.out.println("ABSENT: namespaces without bubblewrap, they need CAP_SYS_ADMIN");
      assertNotEquals("1", shown.getFirst());
      return;
    }
    assertEquals("1", shown.getFirst(), "process 1 of its own namespace");
    assertFalse(shown.contains(own("net")), shown::toString);
    assertFalse(shown.contains(own("ipc")), shown::toString);
    assertTrue(child.label().has(Wall.LANDLOCK), "on top of Landlock");
  }

  @Test
  void withoutNamespaces_theyAreTheHosts() throws Exception {
    JailedProcess child =
        new JailedLauncher().launch(List.of("/bin/sh", "-c", SHOW), tools().build());
    List<String> shown = lines(child.process());

    assertEquals(List.of(own("net"), own("ipc")), shown.subList(1, 3));
  }

  private static String own(String namespace) throws IOException {
    return Files.readSymbolicLink(Path.of("/proc/self/ns", namespace)).toString();
  }

  @Test
  void bubblewrap_showsNothingButTheJail() throws Exception {
    Finding finding = Bubblewrap.probe();
    Optional<Bubblewrap> bubblewrap = Bubblewrap.find();
    if (!finding.isPresent() || bubblewrap.isEmpty()) {
      System.out.println("ABSENT: bubblewrap: " + finding.detail());
      return;
    }
    List<String> command = bubblewrap.get().wrap(List.of("/bin/sh", "-c", SHOW), tools().build());
    Process child = new ProcessBuilder(command).start();
    List<String> shown = lines(child);

    assertEquals(0, child.waitFor());
    assertEquals(3, shown.size(), () -> "no line of a file outside: " + shown);
    assertFalse(shown.contains(own("net")), shown::toString);
    assertTrue(bubblewrap.get().walls().has(Wall.MOUNT_NAMESPACE));
  }
}

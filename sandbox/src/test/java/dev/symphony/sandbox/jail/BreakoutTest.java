package dev.symphony.sandbox.jail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.kernel.guest.IsolationLabel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each attempt to break out, made once without a wall, where it has to work, and once behind each
 * wall that claims to stop it.
 */
class BreakoutTest {
  private static final String ABSTRACT_NAME = "symphony-breakout-" + ProcessHandle.current().pid();
  private static final int KILLED_BY_SIGSYS = 128 + 31;

  private final JailedLauncher launcher = new JailedLauncher();
  @TempDir private Path outside;
  @TempDir private Path inside;
  private ServerSocket listener;
  private AbstractListener abstractListener;

  @BeforeEach
  void open() throws IOException {
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    abstractListener = new AbstractListener(ABSTRACT_NAME);
  }

  @AfterEach
  void close() throws IOException {
    listener.close();
    abstractListener.close();
  }

  /** What Landlock stops, with what it needs of ABI 6. */
  private List<String> againstLandlock() {
    long self = ProcessHandle.current().pid();
    return List.of(
        "read:/etc/passwd",
        "read-environment:/proc/" + self + "/environ",
        "write:" + outside.resolve("file"),
        "connect:" + listener.getLocalPort(),
        "listen",
        "execute:/bin/true",
        "signal:" + self,
        "abstract-socket:" + ABSTRACT_NAME);
  }

  /** What the filter refuses. */
  private List<String> againstFilter() {
    return List.of(
        "connect:" + listener.getLocalPort(),
        "listen",
        "execute:/bin/true",
        "signal:" + ProcessHandle.current().pid(),
        "abstract-socket:" + ABSTRACT_NAME,
        "udp-socket",
        "personality");
  }

  private Map<String, String> free(List<String> attempts) throws Exception {
    List<String> command = JailedJava.command(Attempts.class, List.of(), attempts);
    return JailedJava.answers(new ProcessBuilder(command).start());
  }

  private JailedProcess jailed(List<String> attempts) throws Exception {
    Jail jail = JailedJava.jail().readWrite(inside).build();
    return launcher.launch(JailedJava.command(Attempts.class, List.of(), attempts), jail);
  }

  private static void assertAll(String expected, List<String> attempts, Map<String, String> got) {
    for (String attempt : attempts) {
      String name = attempt.split(":", 2)[0];
      assertEquals(expected, got.get(name), () -> attempt + " in " + got);
    }
  }

  @Test
  void withoutAWall_everyAttemptSucceeds() throws Exception {
    List<String> all = new ArrayList<>(againstLandlock());
    all.addAll(
        List.of(
            "udp-socket", "personality", "unshare-files", "start-victim", "trace", "read-memory"));
    Map<String, String> answers = free(all);

    assertAll("done", all, answers);
    assertTrue(Files.exists(outside.resolve("file")));
  }

  @Test
  void behindLandlock_everyAttemptFails_andWhatIsAllowedWorks() throws Exception {
    int abi = LinuxKernel.current().map(Landlock::kernelAbi).orElse(0);
    if (abi < 6) {
      System.out.println("ABSENT: Landlock with signals and sockets needs ABI 6, here is " + abi);
      return;
    }
    List<String> attempts = new ArrayList<>(againstLandlock());
    attempts.add("write-allowed:" + inside.resolve("file"));
    JailedProcess child = jailed(attempts);
    Map<String, String> answers = JailedJava.answers(child.process());

    assertTrue(child.label().satisfies(IsolationLabel.parse("process+nnp+nocaps+landlock(6)")));
    assertAll("refused", againstLandlock(), answers);
    assertEquals("done", answers.get("write-allowed"));
    assertFalse(Files.exists(outside.resolve("file")));
    assertTrue(Files.exists(inside.resolve("file")));
  }

  @Test
  void behindTheFilterAlone_everyAttemptFails_andThreadsStart() throws Exception {
    List<String> attempts = new ArrayList<>(List.of("warm-up", "lock-down"));
    attempts.addAll(againstFilter());
    attempts.addAll(List.of("thread", "signal-self"));
    Map<String, String> answers = free(attempts);

    assertAll("refused", againstFilter(), answers);
    assertAll("done", List.of("lock-down", "thread", "signal-self"), answers);
  }

  @Test
  void grossCalls_killTheProcess() throws Exception {
    for (String gross : List.of("trace", "read-memory", "unshare-files")) {
      List<String> attempts = List.of("start-victim", "lock-down", gross, "thread");
      Process child =
          new ProcessBuilder(JailedJava.command(Attempts.class, List.of(), attempts)).start();
      Map<String, String> answers = JailedJava.answers(child);

      assertEquals("done", answers.get("lock-down"));
      assertFalse(answers.containsKey("thread"), "nothing runs after " + gross);
      assertEquals(KILLED_BY_SIGSYS, child.waitFor());
    }
  }

  @Test
  void afterwards_theHostCanStillDoAllOfIt() throws Exception {
    JailedProcess child = jailed(List.of("thread"));
    JailedJava.answers(child.process());

    assertTrue(Files.size(Path.of("/etc/passwd")) > 0);
    assertTrue(Files.readAllBytes(Path.of("/etc/passwd")).length > 0);
    Files.writeString(outside.resolve("by-host"), "written");
    new Socket(InetAddress.getLoopbackAddress(), listener.getLocalPort()).close();
    assertEquals(0, new ProcessBuilder("/bin/true").start().waitFor());
  }
}

package dev.symphony.sandbox.jail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A jail passes to every thread that a jailed thread starts: none may be left in the host. */
class HostThreadsTest {
  private static final int PR_SET_NO_NEW_PRIVS = 38;

  private static Jail jail() {
    return Jail.builder().executable(Path.of("/usr")).executable(Path.of("/lib")).build();
  }

  private static Process launched() {
    try {
      return new JailedLauncher().launch(List.of("/bin/true"), jail()).process();
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static long jailedThreads() {
    return ThreadStatus.ofProcess(ProcessHandle.current().pid()).stream()
        .filter(ThreadStatus::hasNoNewPrivileges)
        .count();
  }

  /**
   * The jailed threads that stay: one that has done its work is listed for a moment longer, even
   * after {@link Thread#join} came back.
   */
  private static long lastingJailedThreads() throws InterruptedException {
    Instant deadline = Instant.now().plusSeconds(10);
    while (jailedThreads() > 0 && Instant.now().isBefore(deadline)) {
      Thread.sleep(10);
    }
    return jailedThreads();
  }

  @Test
  void launching_leavesNoThreadInTheJail() throws Exception {
    assertEquals(0, lastingJailedThreads(), "the tests themselves have to run outside a jail");
    List<CompletableFuture<Boolean>> readers = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      CompletableFuture<Process> exit = new CompletableFuture<>();
      Thread.ofVirtual().start(() -> exit.complete(launched()));
      readers.add(
          exit.thenCompose(Process::onExit)
              .thenApplyAsync(process -> canRead(), ForkJoinPool.commonPool()));
      readers.add(exit.thenCompose(each -> each.toHandle().onExit()).thenApply(_ -> canRead()));
    }
    for (CompletableFuture<Boolean> reader : readers) {
      assertEquals(true, reader.get(30, TimeUnit.SECONDS));
    }

    assertEquals(0, lastingJailedThreads());
  }

  /** What {@link ProcessBuilder} does with its reaper, to prove that the danger is real. */
  @Test
  void aThreadStartedByAJailedThread_isJailed() throws Exception {
    LinuxKernel kernel = LinuxKernel.current().orElseThrow();
    CompletableFuture<Long> seen = new CompletableFuture<>();
    Thread jailed =
        Thread.ofPlatform()
            .start(() -> {
              kernel.call(Syscall.PRCTL, PR_SET_NO_NEW_PRIVS, 1);
              Thread child = Thread.ofPlatform().unstarted(() -> seen.complete(jailedThreads()));
              child.start();
            });
    jailed.join();

    assertFalse(seen.get(10, TimeUnit.SECONDS) == 0);
  }

  private static boolean canRead() {
    try {
      return Files.readAllBytes(Path.of("/etc/passwd")).length > 0;
    } catch (IOException refused) {
      return false;
    }
  }
}

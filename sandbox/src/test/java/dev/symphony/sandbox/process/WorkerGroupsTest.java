package dev.symphony.sandbox.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.kernel.guest.Wall;
import dev.symphony.sandbox.jail.ControlGroup;
import dev.symphony.sandbox.jail.ControlGroup.Version;
import dev.symphony.sandbox.jail.Jail;
import dev.symphony.sandbox.jail.JailedLauncher;
import dev.symphony.sandbox.jail.JailedProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WorkerGroupsTest {
  private static final Path ROOT = Path.of("/sys/fs/cgroup");

  /** No process has a number that large. */
  private static final String ABANDONED = "symphony-worker-99999999-1";

  private final WorkerGroups groups = new WorkerGroups(text -> {});

  private static Optional<Version> usable() {
    Optional<Version> usable =
        Stream.of(Version.values()).filter(v -> ControlGroup.probe(v).isPresent()).findFirst();
    if (usable.isEmpty()) {
      System.out.println("ABSENT: control groups: this host may not make any");
    }
    return usable;
  }

  private static JailedProcess shell() throws Exception {
    Jail jail =
        Jail.builder()
            .executable(Path.of("/usr"))
            .executable(Path.of("/lib"))
            .readOnly(Path.of("/dev/null"))
            .build();
    return new JailedLauncher().launch(List.of("/bin/sh", "-c", "read go"), jail);
  }

  private static boolean exists(String part) throws IOException {
    try (Stream<Path> places = Files.find(ROOT, 6, (path, facts) -> path.endsWith(part))) {
      return places.findAny().isPresent();
    }
  }

  @Test
  void aGroup_goesWithItsWorker() throws Exception {
    JailedProcess worker = groups.adopt(shell(), 64L << 20);
    String name = "symphony-worker-" + ProcessHandle.current().pid() + "-" + worker.process().pid();
    assertEquals(usable().isPresent(), worker.label().has(Wall.CONTROL_GROUP));
    assertEquals(usable().isPresent(), exists(name));

    worker.process().destroyForcibly().waitFor();
    for (int i = 0; i < 500 && exists(name); i++) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    assertFalse(exists(name));
  }

  @Test
  void whatAHostBeforeLeftBehind_goes() throws Exception {
    Optional<Version> version = usable();
    if (version.isEmpty()) {
      return;
    }
    ControlGroup left = ControlGroup.create(version.get(), ABANDONED, 64L << 20, 4);
    try {
      assertTrue(exists(ABANDONED));
      groups.adopt(shell(), 64L << 20).process().destroyForcibly().waitFor();
      assertFalse(exists(ABANDONED));
    } finally {
      left.remove();
    }
  }
}

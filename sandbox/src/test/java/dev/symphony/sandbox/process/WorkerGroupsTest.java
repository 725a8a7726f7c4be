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
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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

  /** Other groups may come and go meanwhile. */
  private static boolean exists(String name) throws IOException {
    AtomicBoolean found = new AtomicBoolean();
    Files.walkFileTree(
        ROOT,
        Set.of(),
        6,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path place, BasicFileAttributes facts) {
            found.compareAndSet(false, place.endsWith(name));
            return found.get() ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path place, IOException failure) {
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path place, @Nullable IOException failure) {
            return FileVisitResult.CONTINUE;
          }
        });
    return found.get();
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

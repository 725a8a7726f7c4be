package dev.symphony.sandbox.jail;

import dev.symphony.kernel.guest.IsolationLabel;
import dev.symphony.kernel.guest.Wall;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** One start of one process in a jail. */
record JailedLaunch(
    LinuxKernel kernel,
    SpawnFunctions functions,
    List<String> command,
    Jail jail,
    Optional<SharedMemory> memory) {

  /**
   * Starts the process from a new platform thread outside the jail, which then watches over the
   * thread inside: the caller may be a virtual thread and may be interrupted.
   */
  JailedProcess onPlatformThread() throws IOException, InterruptedException {
    CompletableFuture<JailedProcess> launch = new CompletableFuture<>();
    Thread.ofPlatform().name("jail-launch").start(() -> complete(launch));
    try {
      return launch.get();
    } catch (InterruptedException interrupted) {
      var _ = launch.thenAccept(late -> late.process().destroyForcibly());
      throw interrupted;
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof IOException refused) {
        throw new IOException(refused.getMessage(), refused);
      }
      throw new IllegalStateException(failed.getCause());
    }
  }

  private void complete(CompletableFuture<JailedProcess> launch) {
    try {
      launch.complete(start());
    } catch (IOException | InterruptedException | RuntimeException | Error failure) {
      launch.completeExceptionally(failure);
    }
  }

  private JailedProcess start() throws IOException, InterruptedException {
    try (StandardStreams streams = new StandardStreams(kernel, memory);
        JailPlan walls = new JailPlan(kernel, jail);
        SpawnPlan plan = new SpawnPlan(functions, command, jail.workingDirectory(), streams)) {
      requireWalls(walls.intended(), jail);
      JailedThread thread = new JailedThread(kernel, walls, plan, jail.required());
      thread.runToEnd();
      if (thread.pid() < 0) {
        requireWalls(thread.label(), jail);
      }
      Failure.check(thread.pid(), "Starting " + command.getFirst());
      SpawnedProcess process = SpawnedProcess.watch(kernel, thread.pid(), streams);
      return accept(new JailedProcess(process, thread.label()));
    }
  }

  private JailedProcess accept(JailedProcess started) throws IOException {
    try {
      requireWalls(started.label(), jail);
      return started;
    } catch (IOException wallMissing) {
      started.process().destroyForcibly();
      throw wallMissing;
    }
  }

  /**
   * Refuses when a wall that {@code jail} requires at the start is not in {@code label}; the filter
   * and the control group come later.
   */
  static void requireWalls(IsolationLabel label, Jail jail) throws IOException {
    IsolationLabel missing =
        label.missing(jail.required().without(Wall.SECCOMP).without(Wall.CONTROL_GROUP));
    if (!missing.levels().isEmpty()) {
      throw new IOException(
          "Walls required but not to be had: " + missing + " (there is " + label + ")");
    }
  }
}

package dev.symphony.sandbox.process;

import dev.symphony.kernel.guest.IsolationLabel;
import dev.symphony.sandbox.ipc.SharedMemoryLink;
import dev.symphony.sandbox.jail.Jail;
import dev.symphony.sandbox.jail.JailProbe;
import dev.symphony.sandbox.jail.JailedLauncher;
import dev.symphony.sandbox.jail.JailedProcess;
import dev.symphony.sandbox.jail.Namespace;
import dev.symphony.sandbox.jail.ProcessOutput;
import dev.symphony.sandbox.jail.SharedMemory;
import dev.symphony.sandbox.runtime.GuestLanguage;
import dev.symphony.sandbox.runtime.RuntimeImage;
import dev.symphony.sandbox.runtime.WorkerTempo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Starts workers from a runtime image, jailed from their first instruction. */
public final class JailedWorkerLauncher implements WorkerLauncher {
  private static final long PROBE_HEAP_BYTES = 64L << 20;

  private final RuntimeImage image;
  private final WorkerTempo tempo;
  private final IsolationLabel required;
  private final Consumer<String> log;
  private final JailedLauncher launcher = new JailedLauncher();
  private final WorkerGroups groups;

  /**
   * A launcher.
   *
   * @param tempo what its workers are in a hurry for
   * @param required the walls without which no worker is started
   * @param log takes the first words that a worker writes to its standard error
   */
  public JailedWorkerLauncher(
      RuntimeImage image, WorkerTempo tempo, IsolationLabel required, Consumer<String> log) {
    this.image = image;
    this.tempo = tempo;
    this.required = required;
    this.log = log;
    this.groups = new WorkerGroups(log);
  }

  @Override
  public LaunchedWorker launch(WorkerOrder order) throws IOException {
    Optional<SharedMemory> memory = SharedMemory.create(SharedMemoryLink.memoryBytes());
    List<String> command =
        image.workerCommand(
            language(order),
            tempo,
            order.maxHeapBytes(),
            order.arguments(memory.isPresent() ? "--shared" : "--locked"));
    try {
      JailedProcess jailed = launcher.launch(command, jail(order.room()), memory);
      ProcessOutput.read(jailed.process(), "worker", log);
      return new LaunchedWorker(
          jailed.process(), bounded(jailed, order.maxHeapBytes()).label(), memory);
    } catch (InterruptedException e) {
      memory.ifPresent(SharedMemory::close);
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while starting a worker", e);
    } catch (IOException e) {
      memory.ifPresent(SharedMemory::close);
      throw e;
    }
  }

  /** Puts a worker where it belongs; one that cannot be put there does not live on. */
  private JailedProcess bounded(JailedProcess worker, long heapBytes) throws IOException {
    try {
      worker.process().getOutputStream().close();
      return groups.adopt(worker, heapBytes);
    } catch (IOException | RuntimeException e) {
      worker.process().destroyForcibly();
      throw e;
    }
  }

  /** Starts a probe in the jail of workers, which puts their system call filter on as well. */
  public Process probe(List<String> aims) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("--locked"));
    arguments.addAll(aims);
    List<String> command =
        image.command(
            GuestLanguage.JAVASCRIPT,
            WorkerTempo.FIRST_RESULT,
            PROBE_HEAP_BYTES,
            JailProbe.class.getName(),
            arguments);
    try {
      Process process = launcher.launch(command, jail(Optional.empty())).process();
      process.getOutputStream().close();
      return process;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while starting a probe", e);
    }
  }

  private static GuestLanguage language(WorkerOrder order) {
    return switch (order.language()) {
      case JAVASCRIPT -> GuestLanguage.JAVASCRIPT;
      case PYTHON -> GuestLanguage.PYTHON;
    };
  }

  private Jail jail(Optional<RawResources.Room> room) {
    Path javaHome = image.java().resolve("../..").normalize();
    Jail.Builder jail = Jail.builder().javaRuntime(javaHome).require(required);
    jail.enter(Namespace.NETWORK).enter(Namespace.IPC);
    image.readablePaths().forEach(jail::readOnly);
    room.ifPresent(open -> jail.readOnly(open.directory()).readOnly(open.table()));
    return jail.build();
  }
}

package dev.symphony.host.topology;

import dev.symphony.host.SystemClock;
import dev.symphony.kernel.KernelClock;
import dev.symphony.kernel.service.ServiceDeclaration;
import dev.symphony.kernel.service.ServiceObject;
import dev.symphony.sandbox.jail.Seccomp;
import dev.symphony.sandbox.peer.GenerationTable;
import dev.symphony.sandbox.peer.PeerCapabilities;
import dev.symphony.sandbox.peer.PeerMemory;
import dev.symphony.sandbox.peer.PeerPort;
import dev.symphony.sandbox.runtime.Training;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * The main class of processes that members live in.
 *
 * <pre>
 * MemberProgram SOCKET TABLE SLOT KIND READINESS
 * MemberProgram --train
 * </pre>
 *
 * It connects to the kernel, is told through {@link MemberControl} at SLOT what it is, and ends
 * with the kernel. A process of KIND {@code MEMORY} gives up what only files need, by a filter of
 * system calls; one of READINESS {@code REHEARSED} has done once before whatever it may be asked.
 * The second form does only that, for an ahead-of-time cache.
 */
public final class MemberProgram {
  /** The property of a host that says where the cache is that {@link #training} made. */
  public static final String CACHE = "symphony.members.cache";

  private static final String TRAIN = "--train";
  private static final long TRAINING_HEAP_BYTES = 256L << 20;

  private MemberProgram() {}

  /** The run that a cache for such processes is made from. */
  public static Training training() {
    return new Training(MemberProgram.class.getName(), List.of(TRAIN), TRAINING_HEAP_BYTES);
  }

  /** Runs the process; see the class. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    KernelClock clock = new SystemClock();
    if (arguments[0].equals(TRAIN)) {
      Rehearsal.play(MemberStarter.Kind.STORE, clock);
      Rehearsal.play(MemberStarter.Kind.MEMORY, clock);
      return;
    }
    GenerationTable table = GenerationTable.open(Path.of(arguments[1]));
    CompletableFuture<PeerPort> kernel = new CompletableFuture<>();
    PeerCapabilities capabilities =
        new PeerCapabilities(
            table, clock, note -> kernel.join().note(note), Throwable::printStackTrace);
    ServedMembers members = new ServedMembers(capabilities, kernel, clock);
    capabilities.open(
        Integer.parseInt(arguments[2]),
        ServiceObject.bind(ServiceDeclaration.of(MemberControl.class), members),
        PeerCapabilities.Recording.BY_THE_GATE);
    PeerPort port =
        new PeerPort(PeerMemory.toStarter(Path.of(arguments[0])), capabilities, note -> {});
    MemberStarter.Kind kind = MemberStarter.Kind.valueOf(arguments[3]);
    if (MemberStarter.Readiness.valueOf(arguments[4]) == MemberStarter.Readiness.REHEARSED) {
      rehearse(kind, clock, Throwable::printStackTrace);
    }
    if (kind == MemberStarter.Kind.MEMORY) {
      Seccomp.lockDown();
    }
    kernel.complete(port.listening("kernel"));
    port.gone().join();
    Runtime.getRuntime().halt(0);
  }

  /** A process that could not rehearse is slower to take over, and serves all the same. */
  private static void rehearse(
      MemberStarter.Kind kind, KernelClock clock, Consumer<Throwable> faults) {
    try {
      Rehearsal.play(kind, clock);
    } catch (IOException | RuntimeException e) {
      faults.accept(e);
    }
  }
}

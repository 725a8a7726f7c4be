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
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/**
 * The main class of processes that members live in.
 *
 * <pre>
 * MemberProgram SOCKET TABLE SLOT KIND
 * </pre>
 *
 * It connects to the kernel, is told through {@link MemberControl} at SLOT what it is, and ends
 * with the kernel. KIND {@code store} prepares for files, KIND {@code memory} gives up what only
 * files need, by a filter of system calls.
 */
public final class MemberProgram {
  private MemberProgram() {}

  /** Runs the process; see the class. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    KernelClock clock = new SystemClock();
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
    members.warmUp(arguments[3]);
    if (arguments[3].equals("memory")) {
      Seccomp.lockDown();
    }
    kernel.complete(port.listening("kernel"));
    port.gone().join();
    Runtime.getRuntime().halt(0);
  }
}

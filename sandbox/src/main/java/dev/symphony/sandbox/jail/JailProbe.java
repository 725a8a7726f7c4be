package dev.symphony.sandbox.jail;

import dev.symphony.kernel.guest.IsolationLabel;
import dev.symphony.kernel.guest.Wall;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The main class of a process that is started as workers are, puts the system call filter on as
 * they do, and then tries what neither it nor they may do. For each act it prints {@code name=done}
 * or {@code name=refused}.
 *
 * <p>Arguments: {@code --locked} or {@code --open}, a file to read, a file to make, a port of this
 * machine, the process id of the host.
 */
public final class JailProbe {
  private static final int AF_INET = 2;
  private static final int SOCK_DGRAM = 2;
  private static final int NO_SIGNAL = 0;

  /** What it tries, in this order. */
  public enum Act {
    READ,
    WRITE,
    CONNECT,
    EXECUTE,
    SIGNAL,
    DATAGRAM;

    /** Whether {@code label} promises that the act is refused. */
    public boolean isForbiddenBy(IsolationLabel label) {
      int landlock = label.levels().getOrDefault(Wall.LANDLOCK, 0);
      boolean filter = label.has(Wall.SECCOMP);
      return switch (this) {
        case READ, WRITE -> landlock >= 1;
        case EXECUTE -> landlock >= 1 || filter;
        case CONNECT -> landlock >= 4 || filter;
        case SIGNAL -> landlock >= 6 || filter;
        case DATAGRAM -> filter;
      };
    }
  }

  private final List<String> aims;

  private JailProbe(List<String> aims) {
    this.aims = aims;
  }

  /** Tries everything; see the class. */
  public static void main(String[] arguments) throws InterruptedException {
    PrintStream out = System.out;
    JailProbe probe = new JailProbe(List.of(arguments));
    probe.outcome(Act.CONNECT, "0"); // loads what the filter would keep from being loaded
    if (arguments[0].equals("--locked")) {
      Seccomp.lockDown();
    }
    for (Act act : Act.values()) {
      out.println(act + "=" + probe.outcome(act, arguments[3]));
    }
    out.flush();
    Runtime.getRuntime().halt(0);
  }

  private String outcome(Act act, String port) {
    try {
      attempt(act, port);
      return "done";
    } catch (IOException | SecurityException | InterruptedException refused) {
      return "refused";
    }
  }

  private void attempt(Act act, String port) throws IOException, InterruptedException {
    LinuxKernel kernel = LinuxKernel.current().orElseThrow();
    switch (act) {
      case READ -> Files.readAllBytes(Path.of(aims.get(1)));
      case WRITE -> Files.writeString(Path.of(aims.get(2)), "was here");
      case CONNECT -> new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(port)).close();
      case EXECUTE -> new ProcessBuilder("/bin/true").start().waitFor();
      case SIGNAL ->
          Failure.check(
              kernel.call(Syscall.KILL, Integer.parseInt(aims.get(4)), NO_SIGNAL), "kill");
      case DATAGRAM -> Failure.check(kernel.call(Syscall.SOCKET, AF_INET, SOCK_DGRAM, 0), "socket");
    }
  }
}

package dev.symphony.sandbox.jail;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The main class of a child process that tries what a jail forbids, one attempt per argument
 * ({@code name} or {@code name:operand}), and prints {@code name=done} or {@code name=refused}.
 */
final class Attempts {
  private static final int SIGWINCH = 28;
  private static final int AF_UNIX = 1;
  private static final int AF_INET = 2;
  private static final int SOCK_STREAM = 1;
  private static final int SOCK_DGRAM = 2;
  private static final int PTRACE_SEIZE = 0x4206;

  private final LinuxKernel kernel = LinuxKernel.current().orElseThrow();

  private long victim;

  private Attempts() {}

  public static void main(String[] arguments) {
    PrintStream out = System.out;
    out.println("started=done");
    Attempts attempts = new Attempts();
    for (String argument : arguments) {
      String[] parts = argument.split(":", 2);
      String operand = parts.length == 2 ? parts[1] : "";
      out.println(parts[0] + "=" + attempts.outcome(parts[0], operand));
      out.flush();
    }
    Runtime.getRuntime().halt(0);
  }

  private String outcome(String name, String operand) {
    try {
      attempt(name, operand);
      return "done";
    } catch (IOException | InterruptedException refused) {
      System.err.println(name + ": " + refused);
      return "refused";
    }
  }

  private void attempt(String name, String operand) throws IOException, InterruptedException {
    switch (name) {
      case "lock-down" -> lockDown();
      case "read", "read-environment" -> Files.readAllBytes(Path.of(operand));
      case "write", "write-allowed" -> Files.writeString(Path.of(operand), "written");
      case "connect" -> new Socket(InetAddress.getLoopbackAddress(), number(operand)).close();
      case "listen" -> new ServerSocket(0).close();
      case "execute" -> execute(operand);
      case "signal" -> check(name, Syscall.KILL, number(operand), SIGWINCH);
      case "signal-self" -> check(name, Syscall.KILL, ownPid(), SIGWINCH);
      case "udp-socket" -> check(name, Syscall.SOCKET, AF_INET, SOCK_DGRAM, 0);
      case "abstract-socket" -> connectAbstract(operand);
      case "start-victim" -> victim = new ProcessBuilder("/bin/sleep", "3").start().pid();
      case "trace" -> check(name, Syscall.PTRACE, PTRACE_SEIZE, victim, 0, 0);
      case "read-memory" -> check(name, Syscall.PROCESS_VM_READV, ownPid(), 0, 0, 0, 0, 0);
      case "unshare-files" -> check(name, Syscall.UNSHARE, 0x00000400);
      case "personality" -> check(name, Syscall.PERSONALITY, 0xFFFFFFFFL);
      case "wait" -> Thread.sleep(60_000);
      case "warm-up" -> new ServerSocket(0).close();
      case "thread" -> startThread();
      default -> throw new IllegalArgumentException(name);
    }
  }

  private static void lockDown() throws IOException, InterruptedException {
    if (Seccomp.lockDown() instanceof Seccomp.LockDown.Impossible(String reason)) {
      throw new IOException(reason);
    }
  }

  private static void execute(String command) throws IOException, InterruptedException {
    if (new ProcessBuilder(command).start().waitFor() != 0) {
      throw new IOException("the command failed");
    }
  }

  private static void startThread() throws InterruptedException {
    Thread platform = Thread.ofPlatform().start(() -> {});
    platform.join();
    Thread virtual = Thread.ofVirtual().start(() -> {});
    virtual.join();
  }

  private void connectAbstract(String name) throws IOException {
    long socket = check(name, Syscall.SOCKET, AF_UNIX, SOCK_STREAM, 0);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment address = AbstractListener.address(arena, name);
      check(name, Syscall.CONNECT, socket, address.address(), address.byteSize());
    }
  }

  private long check(String what, Syscall call, long... arguments) throws IOException {
    return Failure.check(kernel.call(call, arguments), what);
  }

  private static long ownPid() {
    return ProcessHandle.current().pid();
  }

  private static int number(String operand) {
    return Integer.parseInt(operand);
  }
}

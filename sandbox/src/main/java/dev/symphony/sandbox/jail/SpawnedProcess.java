package dev.symphony.sandbox.jail;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.InputStream;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A process started with a {@link SpawnPlan}. A daemon thread of its own waits for its end; signals
 * go out under the lock that also guards the reaping, so they never reach a stranger that was given
 * the same process id.
 *
 * <p>The exit value is the status, or 128 plus the number of the signal that killed the process.
 */
final class SpawnedProcess extends Process {
  private static final int P_PID = 1;
  private static final int EXITED = 0x4;
  private static final int LEAVE_WAITABLE = 0x01000000;
  private static final int CODE_OFFSET = 8;
  private static final int STATUS_OFFSET = 24;
  private static final int CLD_EXITED = 1;
  private static final int SIGINFO_BYTES = 128;
  private static final int SIGKILL = 9;
  private static final int SIGTERM = 15;

  private final LinuxKernel kernel;
  private final long pid;
  private final OutputStream input;
  private final InputStream output;
  private final InputStream error;
  private final ProcessHandle handle;
  private final CompletableFuture<Integer> exit = new CompletableFuture<>();
  private final Object reaping = new Object();
  private boolean reaped;

  private SpawnedProcess(LinuxKernel kernel, long pid, StandardStreams streams) {
    this.kernel = kernel;
    this.pid = pid;
    this.input = streams.input();
    this.output = streams.output();
    this.error = streams.error();
    this.handle = ProcessHandle.of(pid).orElseThrow();
  }

  /** The process {@code pid}, a child of this one that nobody else waits for. */
  static SpawnedProcess watch(LinuxKernel kernel, long pid, StandardStreams streams) {
    SpawnedProcess process = new SpawnedProcess(kernel, pid, streams);
    Thread.ofPlatform().daemon().name("worker-exit-" + pid).start(process::awaitExit);
    return process;
  }

  private void awaitExit() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment info = arena.allocate(SIGINFO_BYTES, 8);
      waitFor(info, EXITED | LEAVE_WAITABLE);
      synchronized (reaping) {
        waitFor(info, EXITED);
        reaped = true;
      }
      int status = info.get(JAVA_INT, STATUS_OFFSET);
      exit.complete(info.get(JAVA_INT, CODE_OFFSET) == CLD_EXITED ? status : 128 + status);
    }
  }

  private void waitFor(MemorySegment info, int options) {
    long result;
    do {
      result = kernel.call(Syscall.WAITID, P_PID, pid, info.address(), options, 0);
    } while (result == -LinuxKernel.EINTR);
  }

  private void signal(int number) {
    synchronized (reaping) {
      if (!reaped) {
        kernel.call(Syscall.KILL, pid, number);
      }
    }
  }

  @Override
  public OutputStream getOutputStream() {
    return input;
  }

  @Override
  public InputStream getInputStream() {
    return output;
  }

  @Override
  public InputStream getErrorStream() {
    return error;
  }

  @Override
  public int waitFor() throws InterruptedException {
    try {
      return exit.get();
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public boolean waitFor(long timeout, TimeUnit unit) throws InterruptedException {
    try {
      exit.get(timeout, unit);
      return true;
    } catch (TimeoutException stillRunning) {
      return false;
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public int exitValue() {
    if (!exit.isDone()) {
      throw new IllegalThreadStateException("Process " + pid + " has not exited");
    }
    return exit.join();
  }

  @Override
  public boolean isAlive() {
    return !exit.isDone();
  }

  @Override
  public void destroy() {
    signal(SIGTERM);
  }

  @Override
  public Process destroyForcibly() {
    signal(SIGKILL);
    return this;
  }

  @Override
  public boolean supportsNormalTermination() {
    return true;
  }

  @Override
  public long pid() {
    return pid;
  }

  @Override
  public ProcessHandle toHandle() {
    return handle;
  }

  @Override
  public CompletableFuture<Process> onExit() {
    return exit.thenApply(status -> this);
  }
}

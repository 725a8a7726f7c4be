package dev.symphony.sandbox.jail;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The system call interface of the Linux kernel this JVM runs on. There is none on other platforms,
 * and none for a JVM that was started without native access.
 */
final class LinuxKernel {
  static final int EPERM = 1;
  static final int EINTR = 4;
  static final int ENOSYS = 38;

  private static final int MAX_ARGUMENTS = 6;
  private static final long ERRNO_OFFSET =
      Linker.Option.captureStateLayout().byteOffset(MemoryLayout.PathElement.groupElement("errno"));
  private static final Optional<LinuxKernel> CURRENT = find();

  private final Architecture architecture;
  private final MethodHandle syscall;

  private LinuxKernel(Architecture architecture, MethodHandle syscall) {
    this.architecture = architecture;
    this.syscall = syscall;
  }

  /** The kernel underneath, empty when it is not a Linux whose calls are known. */
  static Optional<LinuxKernel> current() {
    return CURRENT;
  }

  Architecture architecture() {
    return architecture;
  }

  /**
   * Makes one system call on the current thread, with missing arguments as zero.
   *
   * @return the result of the call, or {@code -errno} when it failed
   */
  long call(Syscall call, long... arguments) {
    OptionalInt number = call.number(architecture);
    if (number.isEmpty()) {
      return -ENOSYS;
    }
    long[] a = Arrays.copyOf(arguments, MAX_ARGUMENTS);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(Linker.Option.captureStateLayout());
      long result =
          (long)
              syscall.invokeExact(
                  state, (long) number.getAsInt(), a[0], a[1], a[2], a[3], a[4], a[5]);
      return result == -1 ? -state.get(JAVA_INT, ERRNO_OFFSET) : result;
    } catch (Throwable broken) {
      throw new IllegalStateException("System call " + call + " could not be made", broken);
    }
  }

  /** The same as {@link #call(Syscall, long...)}. */
  long call(Syscall call, List<Long> arguments) {
    long[] values = new long[arguments.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = arguments.get(i);
    }
    return call(call, values);
  }

  private static Optional<LinuxKernel> find() {
    if (!System.getProperty("os.name", "").toLowerCase(Locale.ROOT).equals("linux")) {
      return Optional.empty();
    }
    return Architecture.of(System.getProperty("os.arch", ""))
        .flatMap(architecture -> link().map(handle -> new LinuxKernel(architecture, handle)));
  }

  @SuppressWarnings("restricted")
  private static Optional<MethodHandle> link() {
    FunctionDescriptor shape =
        FunctionDescriptor.of(
            JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);
    try {
      Linker linker = Linker.nativeLinker();
      return linker
          .defaultLookup()
          .find("syscall")
          .map(symbol ->
              linker.downcallHandle(
                  symbol,
                  shape,
                  Linker.Option.firstVariadicArg(1),
                  Linker.Option.captureCallState("errno")));
    } catch (IllegalCallerException | UnsupportedOperationException noNativeAccess) {
      return Optional.empty();
    }
  }
}

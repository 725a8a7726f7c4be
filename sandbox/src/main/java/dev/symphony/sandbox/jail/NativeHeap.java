package dev.symphony.sandbox.jail;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/** The memory that this process allocates outside its Java heap, for compilers above all. */
public final class NativeHeap {
  private static final Optional<MethodHandle> TRIM = find();

  private NativeHeap() {}

  /** Gives back what is free, where the system's library can do that. */
  public static void trim() {
    TRIM.ifPresent(trim -> {
      try {
        int ignored = (int) trim.invokeExact(0L);
      } catch (Throwable broken) {
        throw new IllegalStateException("malloc_trim could not be called", broken);
      }
    });
  }

  @SuppressWarnings("restricted")
  private static Optional<MethodHandle> find() {
    FunctionDescriptor shape = FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG);
    try {
      Linker linker = Linker.nativeLinker();
      return linker
          .defaultLookup()
          .find("malloc_trim")
          .map(symbol -> linker.downcallHandle(symbol, shape));
    } catch (IllegalCallerException | UnsupportedOperationException noNativeAccess) {
      return Optional.empty();
    }
  }
}

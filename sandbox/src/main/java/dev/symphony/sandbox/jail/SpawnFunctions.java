package dev.symphony.sandbox.jail;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.invoke.MethodHandle;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * The functions of the C library around {@code posix_spawn}. Absent when one of them is: {@code
 * posix_spawn_file_actions_addclosefrom_np} came with glibc 2.34.
 */
record SpawnFunctions(
    MethodHandle spawn,
    MethodHandle actionsInit,
    MethodHandle actionsDestroy,
    MethodHandle addDup2,
    MethodHandle addChangeDirectory,
    MethodHandle addCloseFrom,
    MethodHandle attributesInit,
    MethodHandle attributesDestroy,
    MethodHandle setFlags,
    MethodHandle setSignalMask,
    MethodHandle setDefaultSignals) {

  private static final Optional<SpawnFunctions> CURRENT = find();

  /** The functions of the C library this JVM is linked to, empty when it lacks one. */
  static Optional<SpawnFunctions> current() {
    return CURRENT;
  }

  private static Optional<SpawnFunctions> find() {
    if (LinuxKernel.current().isEmpty()) {
      return Optional.empty();
    }
    try {
      String actions = "posix_spawn_file_actions_";
      String attributes = "posix_spawnattr_";
      return Optional.of(
          new SpawnFunctions(
              link("posix_spawn", ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS),
              link(actions + "init", ADDRESS),
              link(actions + "destroy", ADDRESS),
              link(actions + "adddup2", ADDRESS, JAVA_INT, JAVA_INT),
              link(actions + "addchdir_np", ADDRESS, ADDRESS),
              link(actions + "addclosefrom_np", ADDRESS, JAVA_INT),
              link(attributes + "init", ADDRESS),
              link(attributes + "destroy", ADDRESS),
              link(attributes + "setflags", ADDRESS, JAVA_SHORT),
              link(attributes + "setsigmask", ADDRESS, ADDRESS),
              link(attributes + "setsigdefault", ADDRESS, ADDRESS)));
    } catch (NoSuchElementException olderLibrary) {
      return Optional.empty();
    }
  }

  @SuppressWarnings("restricted")
  private static MethodHandle link(String name, MemoryLayout... arguments) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().find(name).orElseThrow(),
        FunctionDescriptor.of(JAVA_INT, arguments));
  }
}

package dev.symphony.sandbox.jail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The files outside the application that a JVM needs to start and run: its runtime image, the C
 * library and the dynamic linker, a source of random bytes. Where the C library is, this JVM knows
 * from its own memory map.
 */
final class RuntimeFiles {
  private static final Path OWN_MAP = Path.of("/proc/self/maps");
  private static final String LINKER = "ld-(linux|musl).*\\.so.*|ld64\\.so.*";
  private static final List<String> LIBRARIES =
      List.of(
          "libc.so.6",
          "libm.so.6",
          "libdl.so.2",
          "libpthread.so.0",
          "librt.so.1",
          "libz.so.1",
          "libgcc_s.so.1",
          "libstdc++.so.6");
  private static final List<Path> PLACES =
      List.of(
          Path.of("/etc/ld.so.cache"),
          Path.of("/dev/null"),
          Path.of("/dev/zero"),
          Path.of("/dev/random"),
          Path.of("/dev/urandom"));

  private RuntimeFiles() {}

  /** Adds to {@code jail} what a JVM of the runtime image {@code javaHome} needs. */
  static void allow(Jail.Builder jail, Path javaHome) {
    jail.readOnly(javaHome);
    jail.executable(javaHome.resolve("bin/java"));
    PLACES.stream().filter(Files::exists).forEach(jail::readOnly);
    Set<Path> mapped = mappedLibraries();
    mapped.stream().filter(RuntimeFiles::isLinker).forEach(jail::executable);
    mapped.stream()
        .map(Path::getParent)
        .distinct()
        .flatMap(directory -> LIBRARIES.stream().map(directory::resolve))
        .filter(Files::exists)
        .forEach(jail::readOnly);
  }

  private static boolean isLinker(Path file) {
    return file.getFileName().toString().matches(LINKER);
  }

  /** The C library and the dynamic linker of this process, where they are mapped from. */
  private static Set<Path> mappedLibraries() {
    if (!Files.isReadable(OWN_MAP)) {
      return Set.of();
    }
    try (Stream<String> lines = Files.lines(OWN_MAP)) {
      return lines
          .map(line -> line.substring(Math.max(0, line.indexOf('/'))))
          .filter(path -> path.startsWith("/"))
          .map(Path::of)
          .filter(path -> isLinker(path) || path.endsWith("libc.so.6"))
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}

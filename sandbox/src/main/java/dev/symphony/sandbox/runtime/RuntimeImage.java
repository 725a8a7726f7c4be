package dev.symphony.sandbox.runtime;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The Java runtime that workers are started from, and the only place that knows how: which {@code
 * java}, which flags, which class and module path, which ahead-of-time cache. The builder trains
 * the caches with the same commands, because a cache is only valid for the flags it was made with.
 */
public final class RuntimeImage {

  /** The class whose {@code main} is the worker. */
  public static final String WORKER_MAIN = "dev.symphony.sandbox.worker.WorkerMain";

  private static final List<String> BASE_FLAGS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:-UsePerfData",
          "-XX:+DisableAttachMechanism",
          "-XX:+ExitOnOutOfMemoryError",
          "-XX:-CreateCoredumpOnCrash",
          "-XX:ErrorFile=/dev/null",
          "--sun-misc-unsafe-memory-access=allow",
          "-Dfile.encoding=UTF-8",
          "-Duser.name=guest",
          "-Duser.home=/");

  /**
   * After which the compiler gives a guest's function up for good. It works in the guest's heap,
   * and some functions are more than it can take: what it makes of GraalPy's {@code
   * _find_and_load_unlocked}, after some 60 contexts, filled 448 MiB. Honest compilations took up
   * to 5.5 s in a worker that had just started.
   */
  private static final Duration LONGEST_COMPILATION = Duration.ofSeconds(8);

  private static final String RESOURCES = "polyglot.engine.resourcePath";

  private static final String NATIVE_ACCESS = "--enable-native-access=";

  private final Path java;
  private final List<Path> classPath;
  private final List<String> flags;
  private final Map<GuestLanguage, Path> caches;
  private final List<Path> readable;

  private RuntimeImage(
      Path java,
      List<Path> classPath,
      List<String> flags,
      Map<GuestLanguage, Path> caches,
      List<Path> readable) {
    this.java = java;
    this.classPath = List.copyOf(classPath);
    this.flags = List.copyOf(flags);
    this.caches = Map.copyOf(caches);
    this.readable = List.copyOf(readable);
  }

  /** The runtime in {@code directory}; empty when there is none, or only a half-built one. */
  public static Optional<RuntimeImage> locate(Path directory) {
    return GuestLayout.locate(directory).map(RuntimeImage::of);
  }

  /** The runtime in a directory that may still lack its caches. */
  static RuntimeImage of(GuestLayout layout) {
    List<String> flags = new ArrayList<>(BASE_FLAGS);
    flags.add(NATIVE_ACCESS + "ALL-UNNAMED,org.graalvm.truffle,org.graalvm.truffle.runtime");
    flags.add("-D" + RESOURCES + "=" + layout.platform().resources());
    flags.addAll(compilerFlags(layout));
    Map<GuestLanguage, Path> caches = new EnumMap<>(GuestLanguage.class);
    for (GuestLanguage language : GuestLanguage.values()) {
      if (Files.isRegularFile(layout.cache(language))) {
        caches.put(language, layout.cache(language));
      }
    }
    return new RuntimeImage(
        layout.platform().java(),
        layout.workerJars(),
        flags,
        caches,
        List.of(layout.root(), layout.platform().root()));
  }

  /**
   * The JDK and the class path of this very process: for tests that run from the build tool,
   * without an image. No caches and no JIT, so workers start slowly and interpret. Where this
   * process has unpacked engine resources, workers use the same.
   */
  public static RuntimeImage ofCurrentProcess() {
    Path home = Path.of(System.getProperty("java.home"));
    RuntimeImage plain =
        plain(home.resolve("bin").resolve("java"), System.getProperty("java.class.path"));
    List<String> flags = new ArrayList<>(plain.flags);
    List<Path> readable = new ArrayList<>(plain.readable);
    readable.add(home);
    Optional.ofNullable(System.getProperty(RESOURCES))
        .ifPresent(resources -> {
          flags.add("-D" + RESOURCES + "=" + resources);
          readable.add(Path.of(resources));
        });
    return new RuntimeImage(plain.java, plain.classPath, flags, Map.of(), readable);
  }

  /**
   * A {@code java} and a class path, without an image: no caches and no JIT.
   *
   * @param classPath as Java takes it; what does not exist is left out
   */
  public static RuntimeImage plain(Path java, String classPath) {
    List<Path> entries =
        Stream.of(classPath.split(File.pathSeparator))
            .filter(entry -> !entry.isEmpty())
            .map(entry -> Path.of(entry).toAbsolutePath())
            .filter(Files::exists)
            .toList();
    List<String> flags = new ArrayList<>(BASE_FLAGS);
    flags.add(NATIVE_ACCESS + "ALL-UNNAMED");
    return new RuntimeImage(java, entries, flags, Map.of(), entries);
  }

  /**
   * The command line of a worker.
   *
   * @param maxHeapBytes what {@code -Xmx} is set to, rounded up to KiB
   * @param arguments what the worker's {@code main} is given
   */
  public List<String> workerCommand(
      GuestLanguage language, WorkerTempo tempo, long maxHeapBytes, List<String> arguments) {
    return command(language, tempo, maxHeapBytes, WORKER_MAIN, arguments);
  }

  /** As {@link #workerCommand}, for another main class on the worker's class path. */
  public List<String> command(
      GuestLanguage language,
      WorkerTempo tempo,
      long maxHeapBytes,
      String mainClass,
      List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(java.toString());
    aotCache(language).ifPresent(cache -> command.add("-XX:AOTCache=" + cache));
    command.addAll(javaArguments(tempo, maxHeapBytes));
    command.add(mainClass);
    command.addAll(arguments);
    return List.copyOf(command);
  }

  /** The command line that makes the cache of a language by running {@code training} once. */
  public List<String> trainingCommand(Path cache, Training training) {
    List<String> command = new ArrayList<>();
    command.add(java.toString());
    command.add("-XX:AOTCacheOutput=" + cache);
    command.addAll(javaArguments(WorkerTempo.THROUGHPUT, training.maxHeapBytes()));
    command.add(training.mainClass());
    command.addAll(training.arguments());
    return List.copyOf(command);
  }

  /** Everything about the flags that a cache depends on. */
  static String flagsForFingerprint() {
    return String.join(" ", BASE_FLAGS) + " " + WORKER_MAIN;
  }

  /**
   * The files and directories that a worker must be able to read, besides the system's libraries.
   */
  public List<Path> readablePaths() {
    return readable;
  }

  /** The ahead-of-time cache that workers of a language start with. */
  public Optional<Path> aotCache(GuestLanguage language) {
    return Optional.ofNullable(caches.get(language));
  }

  /** Whether the command line asks for the Graal JIT; whether it is on, only the engine can say. */
  public boolean requestsJit() {
    return flags.contains("-XX:+EnableJVMCI");
  }

  /** The flags with which a process of this image compiles guests of its own. */
  public List<String> engineFlags() {
    return flags.stream().filter(flag -> !BASE_FLAGS.contains(flag)).toList();
  }

  /** The {@code java} that workers are started with. */
  public Path java() {
    return java;
  }

  private List<String> javaArguments(WorkerTempo tempo, long maxHeapBytes) {
    List<String> arguments = new ArrayList<>();
    arguments.add("-Xmx" + WorkerTempo.kib(maxHeapBytes));
    arguments.addAll(tempo.flags(maxHeapBytes));
    arguments.addAll(flags);
    arguments.add("-cp");
    arguments.add(
        classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    return arguments;
  }

  private static List<String> compilerFlags(GuestLayout layout) {
    return List.of(
        "--module-path",
        layout.platform().compiler().toString(),
        "--add-modules",
        "jdk.graal.compiler",
        "-Djdk.graal.CompilationExpirationPeriod=" + LONGEST_COMPILATION.toSeconds(),
        "-XX:+UnlockExperimentalVMOptions",
        "-XX:+EnableJVMCI");
  }
}

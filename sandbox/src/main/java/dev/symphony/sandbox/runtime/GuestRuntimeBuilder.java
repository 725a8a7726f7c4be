package dev.symphony.sandbox.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Puts together the runtime that guests run in, below a root directory, under names made from
 * everything it depends on. What is there already is used as it is. Directories are filled in
 * place, because the caches remember paths; a facts file written last marks each as whole, and a
 * directory without one is rubbish that the next build replaces.
 */
public final class GuestRuntimeBuilder {
  private static final String FORMAT = "1";
  private static final String PREFIX = "guest-";
  private static final long TRAINING_HEAP_BYTES = 512L << 20;

  private final Path root;
  private final Map<GuestLanguage, Training> trainings;
  private final BuildProgress progress;

  /**
   * @param root where runtimes are kept, such as {@code .runtime}
   * @param trainings what the cache of each language is made from; none gives a runtime without
   */
  public GuestRuntimeBuilder(
      Path root, Map<GuestLanguage, Training> trainings, BuildProgress progress) {
    this.root = root.toAbsolutePath().normalize();
    this.trainings = Map.copyOf(trainings);
    this.progress = progress;
  }

  /** The worker's own training. */
  public static Map<GuestLanguage, Training> workerTrainings() {
    return Stream.of(GuestLanguage.values())
        .collect(
            Collectors.toMap(
                language -> language,
                language ->
                    new Training(
                        RuntimeImage.WORKER_MAIN,
                        List.of("--train", language.id()),
                        TRAINING_HEAP_BYTES)));
  }

  /**
   * Gives the runtime made from these class path entries, building it first when it is not there.
   */
  public Path build(List<Path> classPath) {
    JarRoles roles = JarRoles.of(classPath);
    return alone(() -> build(roles));
  }

  /** The entries of a class path that become part of the image or of the compiler's module path. */
  public static List<Path> linkedJars(List<Path> classPath) {
    JarRoles roles = JarRoles.of(classPath);
    return Stream.concat(roles.image().stream(), roles.compiler().stream()).toList();
  }

  private Path build(JarRoles roles) {
    Platform platform = new PlatformBuilder(root, roles, progress).build();
    Path directory = root.resolve(PREFIX + fingerprint(platform, roles));
    if (GuestLayout.locate(directory).isEmpty()) {
      fill(new GuestLayout(directory, platform), roles);
    }
    return directory;
  }

  private String fingerprint(Platform platform, JarRoles roles) {
    Fingerprint fingerprint = new Fingerprint().add(FORMAT).add(platform.root().toString());
    fingerprint.add(RuntimeImage.flagsForFingerprint());
    Stream.of(GuestLanguage.values())
        .forEach(language -> fingerprint.add(language + "=" + trainings.get(language)));
    return fingerprint.add(roles.classPath()).toShortHex();
  }

  private void fill(GuestLayout layout, JarRoles roles) {
    RuntimeTree.delete(layout.root());
    RuntimeTree.collect(roles.classPath(), layout.worker());
    ToolRun tools = new ToolRun(layout.root().resolve("build.log"), Map.of());
    for (GuestLanguage language : GuestLanguage.values()) {
      Training training = trainings.get(language);
      if (training != null) {
        String step = "training the " + language.id() + " worker";
        List<String> command =
            RuntimeImage.of(layout).trainingCommand(layout.cache(language), training);
        progress.timed(step, () -> tools.run(step, command));
      }
    }
    layout.complete();
  }

  private <T> T alone(Supplier<T> work) {
    try {
      Files.createDirectories(root);
      try (FileChannel channel =
              FileChannel.open(
                  root.resolve("guest.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          var lock = channel.lock()) {
        if (!lock.isValid()) {
          throw new IllegalStateException("the lock of " + root + " was lost");
        }
        return work.get();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot lock " + root, e);
    }
  }
}

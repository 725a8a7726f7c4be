package dev.symphony.sandbox.runtime;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Puts together the runtime that guests run in, below a root directory, under a name made from
 * everything it depends on. What is there already is used as it is. The directory is built in
 * place, because the caches remember paths; a facts file written last marks it as whole, and a
 * directory without one is rubbish that the next build removes.
 */
public final class GuestRuntimeBuilder {
  private static final String FORMAT = "1";
  private static final String PREFIX = "guest-";
  private static final long TRAINING_HEAP_BYTES = 512L << 20;

  /**
   * The modules of the JDK that host and workers need. Flight recording is left out on purpose: the
   * engine would announce its events to it at every start.
   */
  private static final List<String> JDK_MODULES =
      List.of(
          "java.base",
          "java.logging",
          "java.management",
          "java.naming",
          "java.net.http",
          "java.sql",
          "java.xml",
          "jdk.crypto.ec",
          "jdk.httpserver",
          "jdk.internal.vm.ci",
          "jdk.management",
          "jdk.net",
          "jdk.security.auth",
          "jdk.unsupported",
          "jdk.zipfs");

  private final Path root;
  private final Path jdk;
  private final Map<GuestLanguage, Training> trainings;
  private final Consumer<String> progress;

  /**
   * @param root where runtimes are kept, such as {@code .runtime}
   * @param progress told about each step, in one line
   */
  public GuestRuntimeBuilder(
      Path root, Map<GuestLanguage, Training> trainings, Consumer<String> progress) {
    this.root = root.toAbsolutePath().normalize();
    this.jdk = Path.of(System.getProperty("java.home"));
    this.trainings = Map.copyOf(trainings);
    this.progress = progress;
  }

  /** What workers are trained with when nothing better is known. */
  public static Map<GuestLanguage, Training> defaultTrainings() {
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
    GuestLayout layout = new GuestLayout(root.resolve(PREFIX + fingerprint(roles)));
    if (!layout.complete()) {
      underLock(() -> {
        if (!layout.complete()) {
          buildInto(layout, roles);
        }
      });
    }
    return layout.root();
  }

  /** The entries of a class path that become part of the image or of the compiler's module path. */
  public List<Path> linkedJars(List<Path> classPath) {
    JarRoles roles = JarRoles.of(classPath);
    return Stream.concat(roles.image().stream(), roles.compiler().stream()).toList();
  }

  private void underLock(Runnable work) {
    try {
      Files.createDirectories(root);
      try (FileChannel channel =
              FileChannel.open(
                  root.resolve("guest.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          var lock = channel.lock()) {
        assert lock.isValid();
        work.run();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot lock " + root, e);
    }
  }

  private String fingerprint(JarRoles roles) {
    Fingerprint fingerprint = new Fingerprint().add(FORMAT).add(root.toString());
    fingerprint.add(jdk.toString()).add(Runtime.version().toString());
    fingerprint.add(String.join(" ", JDK_MODULES)).add(RuntimeImage.flagsForFingerprint());
    trainings.forEach((language, training) -> fingerprint.add(language + "=" + training));
    roles.image().stream().sorted().forEach(jar -> fingerprint.add(jar.getFileName().toString()));
    roles.compiler().forEach(jar -> fingerprint.add(jar.getFileName().toString()));
    return fingerprint.add(roles.classPath()).toShortHex();
  }

  private void buildInto(GuestLayout layout, JarRoles roles) {
    RuntimeTree.delete(layout.root());
    RuntimeTree.collect(roles.classPath(), layout.worker());
    RuntimeTree.collect(roles.compiler(), layout.compiler());
    ToolRun tools = new ToolRun(layout.root().resolve("build.log"), Map.of());
    timed("linking the runtime image", () -> link(tools, layout, roles));
    timed("unpacking the language engines", () -> unpack(tools, layout));
    for (GuestLanguage language : GuestLanguage.values()) {
      timed("training the " + language.id() + " worker", () -> train(tools, layout, language));
    }
    Properties facts = new Properties();
    facts.setProperty("jdk", Runtime.version().toString());
    facts.setProperty("jdk.home", jdk.toString());
    RuntimeTree.writeAtomically(facts, layout.facts());
  }

  private void link(ToolRun tools, GuestLayout layout, JarRoles roles) {
    List<String> modules = new ArrayList<>(JDK_MODULES);
    modules.addAll(JarRoles.ENGINES.stream().sorted().toList());
    tools.run(
        "jlink",
        List.of(
            jdk.resolve("bin").resolve("jlink").toString(),
            "--module-path",
            roles.image().stream()
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator)),
            "--add-modules",
            String.join(",", modules),
            "--ignore-signing-information",
            "--no-header-files",
            "--no-man-pages",
            "--generate-cds-archive",
            "--output",
            layout.image().toString()));
  }

  private static void unpack(ToolRun tools, GuestLayout layout) {
    RuntimeImage image = RuntimeImage.of(layout);
    tools.run(
        "unpacking",
        image.toolCommand(EngineResources.class, List.of("unpack", layout.resources().toString())));
    tools.run("warming Python", image.toolCommand(EngineResources.class, List.of("warm")));
  }

  private void train(ToolRun tools, GuestLayout layout, GuestLanguage language) {
    Training training = trainings.get(language);
    if (training != null) {
      tools.run(
          "training " + language.id(),
          RuntimeImage.of(layout).trainingCommand(layout.cache(language), training));
    }
  }

  private void timed(String step, Runnable work) {
    progress.accept(step);
    long begin = System.nanoTime();
    work.run();
    Duration taken = Duration.ofNanos(System.nanoTime() - begin);
    progress.accept(String.format("%s: %.1f s", step, taken.toMillis() / 1000.0));
  }
}

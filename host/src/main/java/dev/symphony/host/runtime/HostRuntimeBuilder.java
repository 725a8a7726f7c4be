package dev.symphony.host.runtime;

import dev.symphony.sandbox.runtime.Fingerprint;
import dev.symphony.sandbox.runtime.RuntimeTree;
import dev.symphony.sandbox.runtime.ToolRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;

/**
 * Puts together what the host itself runs in: its jars, its ahead-of-time cache, and the argument file
 * that the launcher starts it with. The Java image is the guests'. As there, a facts file written last
 * marks the directory as whole.
 */
final class HostRuntimeBuilder {
  private static final String FORMAT = "1";
  private static final String PREFIX = "host-";

  private static final List<String> FLAGS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:-UsePerfData",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          "-Dfile.encoding=UTF-8");

  private final Path root;
  private final Path guest;
  private final HostProgram program;
  private final Consumer<String> progress;

  HostRuntimeBuilder(Path root, Path guest, HostProgram program, Consumer<String> progress) {
    this.root = root;
    this.guest = guest;
    this.program = program;
    this.progress = progress;
  }

  /** Gives the runtime made from these jars, building it first when it is not there. */
  Path build(List<Path> classPath) {
    Fingerprint fingerprint = new Fingerprint().add(FORMAT).add(guest.toString());
    fingerprint.add(String.join(" ", FLAGS)).add(program.toString()).add(classPath);
    Path directory = root.resolve(PREFIX + fingerprint.toShortHex());
    if (!Files.isRegularFile(directory.resolve(RuntimeFacts.FILE))) {
      buildInto(directory, classPath);
    }
    return directory;
  }

  private void buildInto(Path directory, List<Path> classPath) {
    RuntimeTree.delete(directory);
    RuntimeTree.collect(classPath, directory.resolve("lib"));
    progress.accept("training the host");
    List<String> arguments = arguments(directory);
    Path cache = directory.resolve("host.aot");
    train(directory, cache, arguments);
    List<String> withCache = new ArrayList<>(arguments);
    withCache.addFirst("-XX:AOTCache=" + cache);
    writeArguments(directory.resolve("host.args"), withCache);
    Properties facts = new Properties();
    facts.setProperty(RuntimeFacts.GUEST, guest.toString());
    RuntimeTree.writeAtomically(facts, directory.resolve(RuntimeFacts.FILE));
  }

  private void train(Path directory, Path cache, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(guest.resolve("image").resolve("bin").resolve("java").toString());
    command.add("-XX:AOTCacheOutput=" + cache);
    command.addAll(arguments);
    command.addAll(program.training());
    new ToolRun(directory.resolve("build.log")).run("training the host", command);
  }

  /** Everything between {@code java} and the host's own arguments, except for the cache. */
  private List<String> arguments(Path directory) {
    List<String> arguments = new ArrayList<>(FLAGS);
    arguments.add("-D" + RuntimeFacts.PROPERTY + "=" + directory);
    arguments.add("-cp");
    arguments.add(RuntimeTree.classPath(directory.resolve("lib")));
    arguments.add(program.mainClass());
    return arguments;
  }

  private static void writeArguments(Path file, List<String> arguments) {
    List<String> lines =
        arguments.stream().map(a -> '"' + a.replace("\\", "\\\\").replace("\"", "\\\"") + '"').toList();
    try {
      Files.write(file, lines);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }
}

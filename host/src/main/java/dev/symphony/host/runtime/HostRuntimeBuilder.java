package dev.symphony.host.runtime;

import dev.symphony.host.topology.MemberProgram;
import dev.symphony.sandbox.runtime.BuildProgress;
import dev.symphony.sandbox.runtime.Fingerprint;
import dev.symphony.sandbox.runtime.RuntimeImage;
import dev.symphony.sandbox.runtime.RuntimeTree;
import dev.symphony.sandbox.runtime.ToolRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * Puts together what the host itself runs in: its jars, its ahead-of-time cache, and the argument
 * file that the launcher starts it with. The Java image is the guests'. As there, a facts file
 * written last marks the directory as whole.
 */
final class HostRuntimeBuilder {
  private static final String FORMAT = "3";
  private static final String PREFIX = "host-";
  private static final String LIBRARIES = "lib";
  private static final String CACHE = "host.aot";
  private static final String MEMBER_CACHE = "members.aot";
  private static final String CLIENT_CACHE = "client.aot";
  private static final String FACTS = "runtime.properties";

  /** The name under which the guests' runtime is found from the host's. */
  private static final String GUEST = "guest";

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
  private final BuildProgress progress;

  HostRuntimeBuilder(Path root, Path guest, HostProgram program, BuildProgress progress) {
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
    if (!Files.isRegularFile(directory.resolve(FACTS))) {
      buildInto(directory, classPath);
    }
    return directory;
  }

  private void buildInto(Path directory, List<Path> classPath) {
    RuntimeTree.delete(directory);
    RuntimeTree.collect(classPath, directory.resolve(LIBRARIES));
    OldClasses.renew(directory.resolve(LIBRARIES));
    Path java = java();
    List<String> arguments = arguments(directory, program.mainClass());
    try {
      Files.createSymbolicLink(directory.resolve(GUEST), guest);
      Files.createSymbolicLink(directory.resolve("java"), java);
      progress.timed("training the host", () -> train(directory, java, arguments));
      progress.timed("training the members", () -> trainMembers(directory, java));
      Path home = Files.createDirectories(directory.resolve("client-home"));
      progress.timed("training the client", () -> trainClient(directory, java, home));
      write(
          directory.resolve("client.args"),
          withCache(directory.resolve(CLIENT_CACHE), client(directory, program.client())));
      Path members = directory.resolve(MEMBER_CACHE);
      if (Files.isRegularFile(members)) {
        arguments.addFirst("-D" + MemberProgram.CACHE + "=" + members);
      }
      write(directory.resolve("bench.args"), withEngines(arguments));
      write(directory.resolve("host.args"), withCache(directory.resolve(CACHE), arguments));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot fill " + directory, e);
    }
    Properties facts = new Properties();
    facts.setProperty(GUEST, guest.toString());
    RuntimeTree.writeAtomically(facts, directory.resolve(FACTS));
  }

  /** The same with a cache, if it could be made. */
  private static List<String> withCache(Path cache, List<String> arguments) {
    List<String> all = new ArrayList<>(arguments);
    if (Files.isRegularFile(cache)) {
      all.addFirst("-XX:AOTCache=" + cache);
    }
    return all;
  }

  private static void write(Path file, List<String> arguments) throws IOException {
    Files.write(file, arguments.stream().map(HostRuntimeBuilder::quoted).toList());
  }

  /** The arguments for a host that runs guests in its own process, compiled; without a cache. */
  private List<String> withEngines(List<String> arguments) {
    List<String> all = new ArrayList<>(image().engineFlags());
    all.addAll(arguments);
    return all;
  }

  /** Runs a short command once. A cache of a run that failed holds less, but serves. */
  private void train(Path directory, Path java, List<String> arguments) {
    Path script = directory.resolve("training.js");
    RuntimeTree.write(script, HostProgram.SCRIPT);
    Path home = directory.resolve("training-home");
    List<String> command = new ArrayList<>();
    command.add(java.toString());
    command.add("-XX:AOTCacheOutput=" + directory.resolve(CACHE));
    command.addAll(arguments);
    command.addAll(program.training(script, home));
    run("training the host", command, directory);
    RuntimeTree.delete(home);
  }

  /** Lets a process of members play through what it may have to do. */
  private void trainMembers(Path directory, Path java) {
    RuntimeImage plain =
        RuntimeImage.plain(java, RuntimeTree.classPath(directory.resolve(LIBRARIES)));
    Path cache = directory.resolve(MEMBER_CACHE);
    run("training the members", plain.trainingCommand(cache, MemberProgram.training()), directory);
  }

  private void trainClient(Path directory, Path java, Path home) {
    List<String> command = new ArrayList<>();
    command.add(java.toString());
    command.add("-XX:AOTCacheOutput=" + directory.resolve(CLIENT_CACHE));
    command.addAll(client(directory, program.clientTraining()));
    command.add(home.toString());
    run("training the client", command, directory);
    RuntimeTree.delete(home);
  }

  /** A client lives too briefly for the second compiler. */
  private List<String> client(Path directory, String mainClass) {
    List<String> arguments = arguments(directory, mainClass);
    arguments.addFirst("-XX:TieredStopAtLevel=1");
    return arguments;
  }

  private void run(String step, List<String> command, Path directory) {
    Path log = directory.resolve("build.log");
    int exit = new ToolRun(log, Map.of("SYMPHONY_RUNTIME", guest.toString())).exitCode(command);
    if (exit != 0) {
      progress.tell(step + " ended with exit code " + exit + ", see " + log);
    }
  }

  private Path java() {
    return image().java();
  }

  private RuntimeImage image() {
    return RuntimeImage.locate(guest)
        .orElseThrow(() -> new IllegalStateException(guest + " is not whole"));
  }

  /** Everything between {@code java} and the host's own arguments, except for the cache. */
  private List<String> arguments(Path directory, String mainClass) {
    List<String> arguments = new ArrayList<>(FLAGS);
    arguments.add("-cp");
    arguments.add(RuntimeTree.classPath(directory.resolve(LIBRARIES)));
    arguments.add(mainClass);
    return arguments;
  }

  private static String quoted(String argument) {
    return '"' + argument.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}

package dev.symphony.sandbox.jail;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A child JVM with the class path of the tests: its command, the jail it needs, its answers. */
final class JailedJava {
  static final Path HOME = Path.of(System.getProperty("java.home", "/"));
  private static final String CLASS_PATH = System.getProperty("java.class.path", "");

  private JailedJava() {}

  /** The command that runs {@code main} with {@code arguments}. */
  static List<String> command(Class<?> main, List<String> options, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(HOME.resolve("bin/java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:-UsePerfData", "-XX:TieredStopAtLevel=1"));
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(options);
    command.addAll(List.of("-cp", CLASS_PATH, main.getName()));
    command.addAll(arguments);
    return command;
  }

  /** A jail in which the command can start and find its classes. */
  static Jail.Builder jail() {
    Jail.Builder jail = Jail.builder().javaRuntime(HOME);
    for (String entry : CLASS_PATH.split(File.pathSeparator, -1)) {
      if (!entry.isEmpty() && Files.exists(Path.of(entry))) {
        jail.readOnly(Path.of(entry).toAbsolutePath());
      }
    }
    return jail;
  }

  /** The answers {@code name=value} of a process, which is then awaited. */
  static Map<String, String> answers(Process process) throws IOException, InterruptedException {
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), UTF_8);
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("The child does not end: " + out + err);
    }
    System.err.print(err);
    return out.lines()
        .filter(line -> line.contains("="))
        .map(line -> line.split("=", 2))
        .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
  }
}

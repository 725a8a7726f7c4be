package dev.symphony.sandbox.selftest;

import dev.symphony.kernel.guest.IsolationLabel;
import dev.symphony.sandbox.jail.JailProbe;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** What a process tries that is jailed as workers are, with nothing of the engine around it. */
final class JailTrials {
  private static final long PATIENCE_SECONDS = 60;

  private final ProbeLauncher launcher;
  private final IsolationLabel promised;

  JailTrials(ProbeLauncher launcher, IsolationLabel promised) {
    this.launcher = launcher;
    this.promised = promised;
  }

  List<Trial> run() throws InterruptedException {
    try {
      return judged(answers());
    } catch (IOException e) {
      return List.of(Trial.broken("jail", "it can't be tried: " + e.getMessage()));
    }
  }

  private Map<String, String> answers() throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("symphony-self-test-");
    Path readable = Files.writeString(directory.resolve("readable"), "not for workers");
    Path made = directory.resolve("made");
    try (ServerSocket door = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Process process =
          launcher.launch(
              List.of(
                  readable.toString(),
                  made.toString(),
                  Integer.toString(door.getLocalPort()),
                  Long.toString(ProcessHandle.current().pid())));
      return said(process);
    } finally {
      Files.deleteIfExists(made);
      Files.delete(readable);
      Files.delete(directory);
    }
  }

  private static Map<String, String> said(Process process)
      throws IOException, InterruptedException {
    Thread reader = Thread.ofPlatform().daemon().start(() -> drain(process));
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    reader.join();
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      return lines
          .lines()
          .map(line -> line.split("=", 2))
          .filter(parts -> parts.length == 2)
          .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
    }
  }

  private static void drain(Process process) {
    try {
      process.getErrorStream().transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      // It ended.
    }
  }

  private List<Trial> judged(Map<String, String> answers) {
    List<Trial> trials = new ArrayList<>();
    for (JailProbe.Act act : JailProbe.Act.values()) {
      if (act.isForbiddenBy(promised)) {
        String name = "jail: " + act.name().toLowerCase(Locale.ROOT);
        String answer = answers.getOrDefault(act.name(), "not answered");
        trials.add(answer.equals("refused") ? Trial.held(name) : Trial.broken(name, answer));
      }
    }
    return trials;
  }
}

package dev.symphony.host.cli;

import dev.symphony.host.session.GuestRuntimes;
import dev.symphony.host.session.Session;
import dev.symphony.kernel.guest.GuestError;
import dev.symphony.kernel.guest.Language;
import dev.symphony.sandbox.jail.Finding;
import dev.symphony.sandbox.jail.KernelFeatures;
import dev.symphony.sandbox.runtime.RuntimeImage;
import dev.symphony.sandbox.runtime.RuntimeInspection;
import dev.symphony.sandbox.runtime.RuntimeReport;
import dev.symphony.sandbox.selftest.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code symphony doctor}: what this machine has, and which walls will stand. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = "Tries what this machine has, and says which walls will stand around guests.",
    footer = {"", "Exit code 0 when guests are compiled and jailed, 1 when something is missing."})
final class DoctorCommand extends JsonCommand {
  @Option(
      names = "--walls",
      description =
          "Only try the walls around guests, unless they have held since the machine started.")
  private boolean wallsAlone;

  DoctorCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    return wallsAlone ? tryWalls() : examine();
  }

  private int tryWalls() throws InterruptedException {
    Map<String, @Nullable Object> report = new LinkedHashMap<>();
    boolean held = true;
    for (Language language : Language.values()) {
      Optional<GuestError> refusal =
          GuestRuntimes.refusal(
              surroundings().environment(), language, text -> terminal().note(text));
      held &= refusal.isEmpty();
      report.put(
          "walls " + language.id(),
          refusal.map(error -> "FAILED: " + error.message()).orElse("held"));
    }
    print(report);
    return held ? ExitCode.OK : ExitCode.FAILED;
  }

  private int examine() throws IOException, InterruptedException {
    KernelFeatures kernel = KernelFeatures.probe();
    RuntimeReport runtime = new RuntimeInspection(image()).report();
    Map<String, @Nullable Object> report = new LinkedHashMap<>();
    report.put("java", runtime.java());
    report.put("engine", runtime.engine() + " " + runtime.engineVersion());
    report.put("jit", runtime.compiles() ? "on" : "off: guests are interpreted, and slow");
    report.put("warm fib(30)", String.format(Locale.ROOT, "%.1f ms", runtime.fib30Millis()));
    runtime
        .caches()
        .forEach((language, state) ->
            report.put("start cache " + language.id(), state.name().toLowerCase(Locale.ROOT)));
    report.put("landlock", kernel.landlockAbi() > 0 ? "ABI " + kernel.landlockAbi() : "absent");
    report.put("launcher", text(kernel.launcher()));
    report.put("no new privileges", text(kernel.noNewPrivileges()));
    report.put("seccomp", text(kernel.seccomp()));
    report.put("user namespaces", text(kernel.userNamespaces()));
    report.put("bubblewrap", text(kernel.bubblewrap()));
    report.put("control groups v1", text(kernel.controlGroupsV1()));
    report.put("control groups v2", text(kernel.controlGroupsV2()));
    report.put("walls around guests", kernel.attainable().toString());
    List<Trial> broken = selfTest(report);
    report.put("python for the Conductor", python().orElse("absent"));
    print(report);
    return runtime.compiles() && kernel.landlockAbi() > 0 && broken.isEmpty()
        ? ExitCode.OK
        : ExitCode.FAILED;
  }

  /** Tries every wall now, whatever was found when it was last tried; those that failed. */
  private List<Trial> selfTest(Map<String, @Nullable Object> report) throws InterruptedException {
    List<Trial> broken = new ArrayList<>();
    for (Language language : Language.values()) {
      List<Trial> trials =
          GuestRuntimes.selfTest(
              surroundings().environment(), language, text -> terminal().note(text));
      List<Trial> failed = trials.stream().filter(trial -> !trial.held()).toList();
      broken.addAll(failed);
      if (trials.isEmpty()) {
        broken.add(new Trial("self-test", Optional.of("no wall could be tried")));
      }
      report.put(
          "self-test " + language.id(),
          failed.isEmpty() && !trials.isEmpty()
              ? "all " + trials.size() + " walls hold"
              : "FAILED: " + failed);
    }
    return broken;
  }

  private RuntimeImage image() {
    return Optional.ofNullable(surroundings().environment().get(Session.RUNTIME_VARIABLE))
        .flatMap(directory -> RuntimeImage.locate(Path.of(directory)))
        .orElseGet(RuntimeImage::ofCurrentProcess);
  }

  private Optional<String> python() {
    return Stream.of(surroundings().environment().getOrDefault("PATH", "").split(":", -1))
        .filter(directory -> !directory.isEmpty())
        .map(directory -> Path.of(directory, "python3"))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }

  private static String text(Finding finding) {
    return finding.presence().name().toLowerCase(Locale.ROOT) + ": " + finding.detail();
  }

  private void print(Map<String, @Nullable Object> report) {
    if (wantsJson()) {
      terminal().line(JsonText.compact(report));
    } else {
      report.forEach(
          (name, value) -> terminal().line(String.format(Locale.ROOT, "%-26s %s", name, value)));
    }
  }
}

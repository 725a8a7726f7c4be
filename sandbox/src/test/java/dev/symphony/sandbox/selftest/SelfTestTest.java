package dev.symphony.sandbox.selftest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.kernel.guest.IsolationLabel;
import dev.symphony.kernel.guest.Language;
import dev.symphony.kernel.guest.Wall;
import dev.symphony.sandbox.context.ContextGuestRuntime;
import dev.symphony.sandbox.jail.Jail;
import dev.symphony.sandbox.jail.JailProbe;
import dev.symphony.sandbox.jail.JailedLauncher;
import dev.symphony.sandbox.jail.KernelFeatures;
import dev.symphony.sandbox.process.JailedWorkerLauncher;
import dev.symphony.sandbox.process.ProcessGuestRuntime;
import dev.symphony.sandbox.process.RuntimeSettings;
import dev.symphony.sandbox.runtime.GuestLanguage;
import dev.symphony.sandbox.runtime.RuntimeImage;
import dev.symphony.sandbox.runtime.WorkerTempo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The self-test sees each wall that is broken on purpose, and none that is not. */
final class SelfTestTest {
  private static final RuntimeImage IMAGE = RuntimeImage.ofCurrentProcess();
  private static final JailedWorkerLauncher LAUNCHER =
      new JailedWorkerLauncher(IMAGE, WorkerTempo.FIRST_RESULT, IsolationLabel.PROCESS, line -> {});
  private static final IsolationLabel EVERYTHING =
      IsolationLabel.PROCESS.with(Wall.LANDLOCK, 6).with(Wall.SECCOMP);

  @TempDir private Path directory;

  private static Set<String> broken(List<Trial> trials) {
    return trials.stream()
        .filter(trial -> !trial.held())
        .map(Trial::name)
        .collect(Collectors.toSet());
  }

  private static List<String> command(String filter, List<String> aims) {
    List<String> arguments = new ArrayList<>(List.of(filter));
    arguments.addAll(aims);
    return IMAGE.command(
        GuestLanguage.JAVASCRIPT,
        WorkerTempo.FIRST_RESULT,
        64L << 20,
        JailProbe.class.getName(),
        arguments);
  }

  @Test
  void theJailOfWorkers_holds() throws Exception {
    IsolationLabel promised = KernelFeatures.probe().attainable();
    assertEquals(Set.of(), broken(new JailTrials(LAUNCHER::probe, promised).run()));
  }

  @Test
  void aProcessWithoutLandlock_isSeen() throws Exception {
    ProbeLauncher free = aims -> new ProcessBuilder(command("--locked", aims)).start();
    Set<String> broken = broken(new JailTrials(free, EVERYTHING).run());
    assertTrue(broken.containsAll(Set.of("jail: read", "jail: write")), broken.toString());
  }

  @Test
  void aProcessWithoutItsFilter_isSeen() throws Exception {
    assertEquals(
        Set.of("jail: datagram"),
        broken(new JailTrials(SelfTestTest::withoutFilter, EVERYTHING).run()));
  }

  private static Process withoutFilter(List<String> aims) throws IOException {
    Jail.Builder jail = Jail.builder().javaRuntime(IMAGE.java().resolve("../..").normalize());
    IMAGE.readablePaths().forEach(jail::readOnly);
    try {
      return new JailedLauncher().launch(command("--open", aims), jail.build()).process();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  /** Each wall by itself: what gets through makes its own trial fail. */
  @Test
  void whereNothingIsForbidden_everyTrialOfTheJailFails() throws Exception {
    String words =
        Arrays.stream(JailProbe.Act.values())
            .map(act -> "echo " + act.name() + "=done")
            .collect(Collectors.joining("; "));
    ProbeLauncher free = aims -> new ProcessBuilder("/bin/sh", "-c", words).start();
    List<Trial> trials = new JailTrials(free, EVERYTHING).run();
    assertEquals(trials.size(), broken(trials).size());
    assertTrue(trials.size() >= 6, trials.toString());
  }

  /** Each wall by itself: what gets through makes its own trial fail. */
  @ParameterizedTest
  @EnumSource
  void whereNothingIsForbidden_everyTrialOfGuestsFails(Language language) throws Exception {
    try (ContextGuestRuntime unused = new ContextGuestRuntime()) {
      List<Trial> trials = new GuestTrials(new LeakyRuntime(unused, text -> true), language).run();
      assertEquals(trials.size(), broken(trials).size());
      assertTrue(trials.size() >= 8, trials.toString());
    }
  }

  @Test
  void aProbeThatDoesNotAnswer_isNoWall() throws Exception {
    ProbeLauncher mute = aims -> new ProcessBuilder("/bin/true").start();
    assertFalse(broken(new JailTrials(mute, EVERYTHING).run()).isEmpty());
  }

  /** One run for all of them: the others hold in real workers. */
  @Test
  void aContextThatReads_andAWatchdogThatSleeps_areSeen() throws Exception {
    try (ProcessGuestRuntime workers =
        ProcessGuestRuntime.open(LAUNCHER, RuntimeSettings.DEFAULT, line -> {})) {
      LeakyRuntime leaky =
          new LeakyRuntime(workers, text -> text.contains("import(") || text.contains("for (;;);"));
      assertEquals(
          Set.of("js: read a file", "js: limit cpu", "js: limit wall"),
          broken(new GuestTrials(leaky, Language.JAVASCRIPT).run()));
    }
  }

  @Test
  void aRecord_isForOneLanguageAndThisStartOfTheMachine() throws Exception {
    SelfTestRecord record = new SelfTestRecord(directory);
    assertFalse(record.passed(Language.PYTHON));
    record.note(Language.PYTHON);
    assertTrue(record.passed(Language.PYTHON));
    assertFalse(record.passed(Language.JAVASCRIPT));
    Files.writeString(directory.resolve("self-test-python"), "an earlier start");
    assertFalse(record.passed(Language.PYTHON));
  }
}

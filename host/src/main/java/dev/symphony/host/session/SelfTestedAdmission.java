package dev.symphony.host.session;

import dev.symphony.kernel.guest.GuestError;
import dev.symphony.kernel.guest.Language;
import dev.symphony.sandbox.selftest.SelfTest;
import dev.symphony.sandbox.selftest.SelfTestRecord;
import dev.symphony.sandbox.selftest.Trial;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Admits the guests of a language once the self-test has seen every wall hold: in this process, or
 * in an earlier one since the machine started.
 */
final class SelfTestedAdmission implements Admission {
  private final SelfTestRecord record;
  private final Trials trials;
  private final Map<Language, Optional<GuestError>> known = new EnumMap<>(Language.class);

  /** Runs the self-test. */
  @FunctionalInterface
  interface Trials {
    /** What came of it; see {@link SelfTest#run}. */
    List<Trial> of(Language language) throws InterruptedException;
  }

  SelfTestedAdmission(SelfTestRecord record, Trials trials) {
    this.record = record;
    this.trials = trials;
  }

  @Override
  public synchronized Optional<GuestError> refusal(Language language) throws InterruptedException {
    Optional<GuestError> answer = known.get(language);
    if (answer == null) {
      answer = record.passed(language) ? Optional.empty() : tested(language);
      known.put(language, answer);
    }
    return answer;
  }

  private Optional<GuestError> tested(Language language) throws InterruptedException {
    List<Trial> tried = trials.of(language);
    if (tried.isEmpty()) {
      return Optional.of(
          new GuestError("self-test-failed", "no guests are admitted, no wall could be tried"));
    }
    List<Trial> broken = tried.stream().filter(trial -> !trial.held()).toList();
    if (broken.isEmpty()) {
      record.note(language);
      return Optional.empty();
    }
    String which = broken.stream().map(Trial::toString).collect(Collectors.joining("; "));
    return Optional.of(
        new GuestError(
            "self-test-failed", "no guests are admitted, a wall does not hold: " + which));
  }
}

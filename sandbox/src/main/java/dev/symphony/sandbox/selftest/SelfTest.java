package dev.symphony.sandbox.selftest;

import dev.symphony.kernel.guest.GuestRuntime;
import dev.symphony.kernel.guest.IsolationLabel;
import dev.symphony.kernel.guest.Language;
import java.util.ArrayList;
import java.util.List;

/**
 * Trips every limit and tries every forbidden act once. What it uses is thrown away: some of its
 * guests cost their worker.
 */
public final class SelfTest {
  private final GuestRuntime runtime;
  private final ProbeLauncher probe;
  private final IsolationLabel promised;

  /**
   * A test of the walls around the guests of {@code runtime}.
   *
   * @param probe starts processes in the same jail
   * @param promised the walls that this machine offers, and that therefore have to hold
   */
  public SelfTest(GuestRuntime runtime, ProbeLauncher probe, IsolationLabel promised) {
    this.runtime = runtime;
    this.probe = probe;
    this.promised = promised;
  }

  /** Tries the jail, and the guests of a language. */
  public List<Trial> run(Language language) throws InterruptedException {
    List<Trial> trials = new ArrayList<>(new JailTrials(probe, promised).run());
    trials.addAll(new GuestTrials(runtime, language).run());
    return trials;
  }
}

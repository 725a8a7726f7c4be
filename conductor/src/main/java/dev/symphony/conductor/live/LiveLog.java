package dev.symphony.conductor.live;

/** Hears of every decision in real runs, and of what goes wrong with the Conductor. */
public interface LiveLog {
  /** A decision was taken. */
  void decided(LiveDecision decision);

  /**
   * Something was wrong.
   *
   * @param code kebab-case, for example {@code conductor-late}
   */
  void incident(String run, String code, String detail);
}

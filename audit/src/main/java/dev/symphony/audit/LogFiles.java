package dev.symphony.audit;

/** The names of the files of a log beside its tiles and journals. */
public final class LogFiles {
  /** The signed state of the log, as far as the tiles reach. */
  public static final String CHECKPOINT = "checkpoint";

  /** Locked by the one writer. */
  public static final String LOCK = "lock";

  private LogFiles() {}
}

package dev.symphony.sandbox.jail;

/**
 * What a probe of the machine found out about one feature.
 *
 * @param presence whether the feature can be used
 * @param detail how that was found out, or what stands in the way, for a person to read
 */
public record Finding(Presence presence, String detail) {
  /** Whether a feature can be used by this process. */
  public enum Presence {
    /** It was tried or asked for, and it works. */
    PRESENT,
    /** It is not there or this process may not use it. */
    ABSENT,
    /** There was no way to try. */
    UNKNOWN
  }

  static Finding present(String detail) {
    return new Finding(Presence.PRESENT, detail);
  }

  static Finding absent(String detail) {
    return new Finding(Presence.ABSENT, detail);
  }

  static Finding unknown(String detail) {
    return new Finding(Presence.UNKNOWN, detail);
  }

  /** Whether the feature can be used for certain. */
  public boolean isPresent() {
    return presence == Presence.PRESENT;
  }
}

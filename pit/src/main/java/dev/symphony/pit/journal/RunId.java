package dev.symphony.pit.journal;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * The name of a run: when it began and four random bytes, so that names sort by time.
 *
 * @param text as {@code 20260131-235959-0a1b2c3d}
 */
public record RunId(String text) implements Comparable<RunId> {
  private static final Pattern FORM = Pattern.compile("[0-9]{8}-[0-9]{6}-[0-9a-f]{8}");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  public RunId {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("'" + text + "' is not the name of a run");
    }
  }

  /** A new name. */
  public static RunId make(Instant now, RandomGenerator random) {
    byte[] bytes = new byte[4];
    random.nextBytes(bytes);
    return new RunId(TIME.format(now) + "-" + HexFormat.of().formatHex(bytes));
  }

  /** The name that {@code text} is, if it is one. */
  public static Optional<RunId> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new RunId(text)) : Optional.empty();
  }

  @Override
  public int compareTo(RunId other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}

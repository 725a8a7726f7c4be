package dev.symphony.document;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Quantities with units as people write them: durations ({@code 100ms}, {@code 20s}, {@code 1.5m},
 * {@code 2h}) and sizes ({@code 64m}, {@code 8k}, {@code 1g}, {@code 512b}; powers of 1,024).
 */
public final class Quantities {
  private static final Pattern FORM =
      Pattern.compile("([0-9]{1,12}(?:\\.[0-9]{1,6})?)([A-Za-z]{1,3})");

  private static final Map<String, Long> NANOS =
      Map.of(
          "us", 1_000L,
          "ms", 1_000_000L,
          "s", 1_000_000_000L,
          "m", 60_000_000_000L,
          "min", 60_000_000_000L,
          "h", 3_600_000_000_000L);

  private static final Map<String, Long> BYTES =
      Map.of(
          "b", 1L, "k", 1L << 10, "kib", 1L << 10, "m", 1L << 20, "mib", 1L << 20, "g", 1L << 30,
          "gib", 1L << 30);

  private Quantities() {}

  /**
   * Reads a duration: a number and one of {@code us ms s m min h}, without a blank.
   *
   * @throws IllegalArgumentException when it is malformed, zero, or longer than about 292 years;
   *     the message says what is allowed
   */
  public static Duration duration(String text) {
    return Duration.ofNanos(
        quantity(text, NANOS, "a duration: write a number and us, ms, s, m or h, as 100ms or 20s"));
  }

  /**
   * Reads a size in bytes: a number and one of {@code b k m g} (or {@code kib mib gib}), without a
   * blank.
   *
   * @throws IllegalArgumentException when it is malformed, zero, or too large for a long; the
   *     message says what is allowed
   */
  public static long bytes(String text) {
    return quantity(text, BYTES, "a size: write a number and b, k, m or g, as 64m or 512k");
  }

  private static long quantity(String text, Map<String, Long> units, String what) {
    Matcher matcher = FORM.matcher(text);
    if (matcher.matches()) {
      Long unit = units.get(matcher.group(2).toLowerCase(Locale.ROOT));
      if (unit != null) {
        return positive(text, new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unit)));
      }
    }
    throw new IllegalArgumentException("'" + text + "' is not " + what);
  }

  private static long positive(String text, BigDecimal amount) {
    if (amount.compareTo(BigDecimal.ONE) < 0) {
      throw new IllegalArgumentException(
          "'" + text + "' is too small: it has to be more than zero");
    }
    if (amount.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
      throw new IllegalArgumentException("'" + text + "' is too large");
    }
    return amount.longValue();
  }
}

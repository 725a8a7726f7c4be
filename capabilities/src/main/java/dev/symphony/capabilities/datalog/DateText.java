package dev.symphony.capabilities.datalog;

import java.util.Optional;

/** The text form of dates: RFC 3339, with as many digits for the year as it takes. */
final class DateText {
  private static final long SECONDS_PER_DAY = 86_400;
  private static final long DAYS_FROM_ERA = 719_468;
  private static final long DAYS_PER_ERA = 146_097;

  private DateText() {}

  /** The date of an unsigned number of seconds since 1970, in UTC. */
  static String print(long epochSeconds) {
    long days = Long.divideUnsigned(epochSeconds, SECONDS_PER_DAY);
    long second = Long.remainderUnsigned(epochSeconds, SECONDS_PER_DAY);
    long shifted = days + DAYS_FROM_ERA;
    long era = shifted / DAYS_PER_ERA;
    long dayOfEra = shifted % DAYS_PER_ERA;
    long yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    long dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    long marchMonth = (5 * dayOfYear + 2) / 153;
    long day = dayOfYear - (153 * marchMonth + 2) / 5 + 1;
    long month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
    long year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
    return "%04d-%02d-%02dT%02d:%02d:%02dZ"
        .formatted(year, month, day, second / 3600, second / 60 % 60, second % 60);
  }

  /** Unsigned seconds since 1970 of a date, or nothing where there is no such number. */
  static Optional<Long> seconds(long year, int month, int day, long secondOfDay) {
    if (year > 600_000_000_000L || month < 1 || month > 12 || day < 1 || day > days(year, month)) {
      return Optional.empty();
    }
    long fromMarch = month <= 2 ? year - 1 : year;
    long era = Math.floorDiv(fromMarch, 400);
    long yearOfEra = fromMarch - era * 400;
    long marchMonth = month > 2 ? month - 3 : month + 9;
    long dayOfYear = (153 * marchMonth + 2) / 5 + day - 1;
    long dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    long epochDay = era * DAYS_PER_ERA + dayOfEra - DAYS_FROM_ERA;
    return combine(epochDay, secondOfDay);
  }

  private static Optional<Long> combine(long epochDay, long secondOfDay) {
    java.math.BigInteger total =
        java.math.BigInteger.valueOf(epochDay)
            .multiply(java.math.BigInteger.valueOf(SECONDS_PER_DAY))
            .add(java.math.BigInteger.valueOf(secondOfDay));
    return total.signum() >= 0 && total.bitLength() <= 64
        ? Optional.of(total.longValue())
        : Optional.empty();
  }

  private static int days(long year, int month) {
    boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return switch (month) {
      case 2 -> leap ? 29 : 28;
      case 4, 6, 9, 11 -> 30;
      default -> 31;
    };
  }
}

package dev.symphony.capabilities.datalog;

/** Reads dates in the form of RFC 3339; fractions of a second are dropped. */
final class DateParser {
  private final Scanner in;

  DateParser(Scanner in) {
    this.in = in;
  }

  /** The date that began with these digits of its year; the scanner stands behind them. */
  Term date(int start, String year) {
    in.advance(1);
    int month = twoDigits(start);
    expect('-', start);
    int day = twoDigits(start);
    expect('T', start);
    int hour = twoDigits(start);
    expect(':', start);
    int minute = twoDigits(start);
    expect(':', start);
    int second = twoDigits(start);
    fraction(start);
    long offset = offset(start);
    if (year.length() > 12 || hour > 23 || minute > 59 || second > 59) {
      throw in.errorAt(start, "there is no such date");
    }
    long secondOfDay = hour * 3600L + minute * 60L + second - offset;
    return DateText.seconds(Long.parseLong(year), month, day, secondOfDay)
        .<Term>map(Term.Date::new)
        .orElseThrow(() -> in.errorAt(start, "there is no such date, or it lies before 1970"));
  }

  private void fraction(int start) {
    if (in.peek() == '.' && in.peek(1) >= '0' && in.peek(1) <= '9') {
      in.advance(1);
      in.digits();
    } else if (in.peek() == '.') {
      throw in.errorAt(start, "a date ends with Z or an offset");
    }
  }

  /** Seconds east of UTC. */
  private long offset(int start) {
    if (in.accept('Z')) {
      return 0;
    }
    boolean west = in.peek() == '-';
    if (!in.accept('+') && !in.accept('-')) {
      throw in.errorAt(start, "a date ends with Z or an offset");
    }
    int hours = twoDigits(start);
    expect(':', start);
    int minutes = twoDigits(start);
    if (hours > 23 || minutes > 59) {
      throw in.errorAt(start, "there is no such offset");
    }
    long seconds = hours * 3600L + minutes * 60L;
    return west ? -seconds : seconds;
  }

  private int twoDigits(int start) {
    int tens = Character.digit(in.peek(), 10);
    int units = Character.digit(in.peek(1), 10);
    if (tens < 0 || units < 0 || in.peek() > '9' || in.peek(1) > '9') {
      throw in.errorAt(start, "a date is written YYYY-MM-DDTHH:MM:SSZ");
    }
    in.advance(2);
    return tens * 10 + units;
  }

  private void expect(char separator, int start) {
    if (!in.accept(separator)) {
      throw in.errorAt(start, "a date is written YYYY-MM-DDTHH:MM:SSZ");
    }
  }
}

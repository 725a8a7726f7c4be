package dev.symphony.capabilities.datalog;

import java.util.ArrayDeque;
import java.util.Deque;

/** An upper estimate of how large a regular expression becomes when repetitions are written out. */
final class PatternSize {
  /** Beyond this, numbers do not matter any more. */
  private static final long HUGE = 1L << 30;

  private static final int MAX_NESTING = 50;

  private final String pattern;
  private final Deque<Long> outer = new ArrayDeque<>();
  private int position;
  private long sum;
  private long last;

  private PatternSize(String pattern) {
    this.pattern = pattern;
  }

  /** The estimated number of instructions of a pattern. */
  static long of(String pattern) {
    return new PatternSize(pattern).measure();
  }

  private long measure() {
    while (position < pattern.length() && sum < HUGE) {
      char c = pattern.charAt(position++);
      switch (c) {
        case '(' -> open();
        case ')' -> close();
        case '[' -> characterClass();
        case '{' -> repetition();
        case '\\' -> escape();
        default -> atom(1);
      }
      if (outer.size() > MAX_NESTING) {
        return HUGE;
      }
    }
    return outer.isEmpty() ? sum : HUGE;
  }

  private void atom(long size) {
    last = Math.min(size, HUGE);
    sum = Math.min(sum + last, HUGE);
  }

  private void open() {
    outer.push(sum);
    sum = 1;
    last = 0;
  }

  private void close() {
    if (outer.isEmpty()) {
      sum = HUGE;
      return;
    }
    long inner = sum + 1;
    sum = outer.pop();
    atom(inner);
  }

  private void escape() {
    position++;
    atom(1);
  }

  private void characterClass() {
    int start = position;
    if (position < pattern.length() && pattern.charAt(position) == '^') {
      position++;
    }
    position++;
    while (position < pattern.length() && pattern.charAt(position) != ']') {
      position += pattern.charAt(position) == '\\' ? 2 : 1;
    }
    position++;
    atom(1 + (position - start) / 8);
  }

  /** Multiplies the atom before a counted repetition; a brace that is none counts as an atom. */
  private void repetition() {
    int end = pattern.indexOf('}', position);
    if (end < 0) {
      atom(1);
      return;
    }
    long count = 0;
    long number = 0;
    for (int i = position; i < end; i++) {
      char c = pattern.charAt(i);
      if (c >= '0' && c <= '9') {
        number = Math.min(number * 10 + (c - '0'), HUGE);
        count = Math.max(count, number);
      } else if (c == ',') {
        number = 0;
      } else {
        atom(1);
        return;
      }
    }
    position = end + 1;
    long repeated = Math.min(last * (count + 1), HUGE);
    sum = Math.min(sum - last + repeated, HUGE);
    last = repeated;
  }
}

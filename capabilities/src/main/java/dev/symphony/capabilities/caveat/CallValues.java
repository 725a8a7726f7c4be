package dev.symphony.capabilities.caveat;

import dev.symphony.capabilities.Bytes;
import dev.symphony.capabilities.datalog.Term;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Arguments in the types of Datalog. A number with a fraction becomes its decimal text, because
 * Datalog has integers only; text that is not well-formed Unicode becomes its bytes in UTF-16.
 */
final class CallValues {
  private static final int MAX_PARTS = 10_000;
  private static final int MAX_DEPTH = 32;

  private int parts;

  private CallValues() {}

  /** The term for an argument. */
  static Term term(@Nullable Object argument) {
    return new CallValues().term(argument, 0);
  }

  /** The size of an argument as {@code argument_size} states it. */
  static long size(@Nullable Object argument) {
    return switch (argument) {
      case null -> 0;
      case String s -> s.length();
      case Bytes b -> b.length();
      case Collection<?> c -> c.size();
      case Map<?, ?> m -> m.size();
      default -> Integer.MAX_VALUE;
    };
  }

  /** A number without a fraction as an integer, any other number as its text. */
  static Object number(double value) {
    boolean whole = value == Math.rint(value) && Math.abs(value) < 0x1p63;
    return whole ? (Object) (long) value : Double.toString(value);
  }

  /** Whether every surrogate is one of a pair. */
  static boolean isWellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (i + 1 == text.length()
            || !Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  private Term term(@Nullable Object value, int depth) {
    if (++parts > MAX_PARTS || depth > MAX_DEPTH) {
      throw new CallTooLargeException();
    }
    return switch (value) {
      case null -> Term.nothing();
      case Boolean b -> Term.of(b.booleanValue());
      case Long l -> Term.of(l.longValue());
      case Double d -> term(number(d), depth);
      case String s -> text(s);
      case Bytes b -> Term.of(b);
      case List<?> list -> array(list, depth);
      case Map<?, ?> map -> map(map, depth);
      default -> throw new CallTooLargeException();
    };
  }

  private static Term text(String text) {
    return isWellFormed(text) ? Term.of(text) : Term.of(Bytes.ofOwnedArray(utf16(text)));
  }

  private static byte[] utf16(String text) {
    byte[] bytes = new byte[2 * text.length()];
    for (int i = 0; i < text.length(); i++) {
      bytes[2 * i] = (byte) (text.charAt(i) >> 8);
      bytes[2 * i + 1] = (byte) text.charAt(i);
    }
    return bytes;
  }

  private Term array(List<?> list, int depth) {
    List<Term> elements = new ArrayList<>();
    for (Object element : list) {
      elements.add(term(element, depth + 1));
    }
    return Term.arrayOf(elements);
  }

  private Term map(Map<?, ?> map, int depth) {
    Map<Term, Term> entries = new HashMap<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      entries.put(key(String.valueOf(entry.getKey())), term(entry.getValue(), depth + 1));
    }
    return Term.mapOf(entries);
  }

  private static Term key(String key) {
    return Term.of(isWellFormed(key) ? key : new String(utf16(key), StandardCharsets.ISO_8859_1));
  }
}

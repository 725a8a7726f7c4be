package dev.symphony.capabilities.datalog;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The total order of values, and the normal forms that rest on it. */
final class TermOrder {
  static final Term TRUE = new Term.Bool(true);
  static final Term FALSE = new Term.Bool(false);
  static final Term NOTHING = new Term.Null();

  private TermOrder() {}

  static int compare(Term left, Term right) {
    int byType = Integer.compare(rank(left), rank(right));
    return byType != 0 ? byType : compareSameType(left, right);
  }

  private static int rank(Term term) {
    return switch (term) {
      case Term.Variable v -> 0;
      case Term.Int i -> 1;
      case Term.Str s -> 2;
      case Term.Date d -> 3;
      case Term.Binary b -> 4;
      case Term.Bool b -> 5;
      case Term.SetOf s -> 6;
      case Term.Null n -> 7;
      case Term.ArrayOf a -> 8;
      case Term.MapOf m -> 9;
    };
  }

  private static int compareSameType(Term left, Term right) {
    return switch (left) {
      case Term.Variable(String name) -> name.compareTo(((Term.Variable) right).name());
      case Term.Int(long value) -> Long.compare(value, ((Term.Int) right).value());
      case Term.Str(String value) -> value.compareTo(((Term.Str) right).value());
      case Term.Date(long seconds) ->
          Long.compareUnsigned(seconds, ((Term.Date) right).epochSeconds());
      case Term.Binary(var value) -> value.compareTo(((Term.Binary) right).value());
      case Term.Bool(boolean value) -> Boolean.compare(value, ((Term.Bool) right).value());
      case Term.SetOf(var elements) -> compareAll(elements, ((Term.SetOf) right).elements());
      case Term.Null n -> 0;
      case Term.ArrayOf(var elements) -> compareAll(elements, ((Term.ArrayOf) right).elements());
      case Term.MapOf(var entries) -> compareEntries(entries, ((Term.MapOf) right).entries());
    };
  }

  private static int compareAll(List<Term> left, List<Term> right) {
    int shared = Math.min(left.size(), right.size());
    for (int i = 0; i < shared; i++) {
      int byElement = compare(left.get(i), right.get(i));
      if (byElement != 0) {
        return byElement;
      }
    }
    return Integer.compare(left.size(), right.size());
  }

  private static int compareEntries(SortedMap<Term, Term> left, SortedMap<Term, Term> right) {
    Iterator<Map.Entry<Term, Term>> others = right.entrySet().iterator();
    for (Map.Entry<Term, Term> entry : left.entrySet()) {
      if (!others.hasNext()) {
        return 1;
      }
      Map.Entry<Term, Term> other = others.next();
      int byKey = compare(entry.getKey(), other.getKey());
      int byEntry = byKey != 0 ? byKey : compare(entry.getValue(), other.getValue());
      if (byEntry != 0) {
        return byEntry;
      }
    }
    return others.hasNext() ? -1 : 0;
  }

  static List<Term> sortedElements(List<Term> elements) {
    for (Term element : elements) {
      requireGround(element);
      if (element instanceof Term.SetOf) {
        throw new IllegalArgumentException("sets cannot contain other sets");
      }
    }
    return isStrictlySorted(elements)
        ? List.copyOf(elements)
        : elements.stream().sorted().distinct().toList();
  }

  private static boolean isStrictlySorted(List<Term> elements) {
    for (int i = 1; i < elements.size(); i++) {
      if (compare(elements.get(i - 1), elements.get(i)) >= 0) {
        return false;
      }
    }
    return true;
  }

  static SortedMap<Term, Term> sortedEntries(SortedMap<Term, Term> entries) {
    TreeMap<Term, Term> copy = new TreeMap<>(entries);
    for (Map.Entry<Term, Term> entry : copy.entrySet()) {
      if (!(entry.getKey() instanceof Term.Int || entry.getKey() instanceof Term.Str)) {
        throw new IllegalArgumentException("the keys of a map are integers and strings");
      }
      requireGround(entry.getValue());
    }
    return Collections.unmodifiableSortedMap(copy);
  }

  static void requireGround(Term term) {
    if (term instanceof Term.Variable) {
      throw new IllegalArgumentException("variables cannot be elements of collections");
    }
  }
}

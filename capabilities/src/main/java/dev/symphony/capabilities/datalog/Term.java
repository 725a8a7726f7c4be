package dev.symphony.capabilities.datalog;

import dev.symphony.capabilities.Bytes;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A value of the language, or a variable that stands for one.
 *
 * <p>Values have a total order: first by type, in the order of the records below, then by content.
 */
public sealed interface Term extends Operand, Comparable<Term> {

  /** A variable, named without its dollar sign. */
  record Variable(String name) implements Term {
    public Variable {
      Names.requireVariable(name);
    }
  }

  /** A signed integer of 64 bits. */
  record Int(long value) implements Term {}

  /** A string. */
  record Str(String value) implements Term {
    public Str {
      Names.requireEncodable(value);
    }
  }

  /** A point in time: unsigned seconds since 1970-01-01T00:00:00Z. */
  record Date(long epochSeconds) implements Term {}

  /** A byte array. */
  record Binary(Bytes value) implements Term {}

  /** A boolean. */
  record Bool(boolean value) implements Term {}

  /** A set; its elements are kept sorted and distinct, and are neither variables nor sets. */
  record SetOf(List<Term> elements) implements Term {
    public SetOf {
      elements = TermOrder.sortedElements(elements);
    }

    /** Whether the value is an element. */
    public boolean has(Term value) {
      return Collections.binarySearch(elements, value) >= 0;
    }
  }

  /** The absence of a value. */
  record Null() implements Term {}

  /** An array; its elements are not variables. */
  record ArrayOf(List<Term> elements) implements Term {
    public ArrayOf {
      elements = List.copyOf(elements);
      elements.forEach(TermOrder::requireGround);
    }
  }

  /** A map; its keys are integers and strings, its values are not variables. */
  record MapOf(SortedMap<Term, Term> entries) implements Term {
    public MapOf {
      entries = TermOrder.sortedEntries(entries);
    }
  }

  /** The variable of this name. */
  static Term variable(String name) {
    return new Variable(name);
  }

  /** An integer. */
  static Term of(long value) {
    return new Int(value);
  }

  /** A string. */
  static Term of(String value) {
    return new Str(value);
  }

  /** One of the two booleans. */
  static Term of(boolean value) {
    return value ? TermOrder.TRUE : TermOrder.FALSE;
  }

  /** A byte array. */
  static Term of(Bytes value) {
    return new Binary(value);
  }

  /** A point in time, cut to whole seconds; it must not lie before 1970. */
  static Term of(java.time.Instant value) {
    if (value.getEpochSecond() < 0) {
      throw new IllegalArgumentException("dates before 1970 cannot be expressed");
    }
    return new Date(value.getEpochSecond());
  }

  /** The set of these values. */
  static Term setOf(Collection<Term> elements) {
    return new SetOf(List.copyOf(elements));
  }

  /** The array of these values. */
  static Term arrayOf(List<Term> elements) {
    return new ArrayOf(elements);
  }

  /** The map with these entries. */
  static Term mapOf(Map<Term, Term> entries) {
    return new MapOf(new TreeMap<>(entries));
  }

  /** The absence of a value. */
  static Term nothing() {
    return TermOrder.NOTHING;
  }

  @Override
  default int compareTo(Term other) {
    return TermOrder.compare(this, other);
  }

  /** The set of two sets' elements together. */
  static SetOf union(SetOf left, SetOf right) {
    TreeSet<Term> all = new TreeSet<>(left.elements());
    all.addAll(right.elements());
    return new SetOf(List.copyOf(all));
  }
}

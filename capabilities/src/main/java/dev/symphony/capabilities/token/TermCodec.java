package dev.symphony.capabilities.token;

import dev.symphony.capabilities.datalog.Term;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The encoding of values and variables, against the symbols of one table. */
final class TermCodec {
  /** How deep collections may be nested. */
  private static final int MAX_DEPTH = 64;

  private final SymbolTable table;

  TermCodec(SymbolTable table) {
    this.table = table;
  }

  /** A value or a variable. */
  Term read(WireReader in) {
    return read(in, 0);
  }

  /** A value. */
  Term readValue(WireReader in) {
    return readValue(in, 0);
  }

  private Term readValue(WireReader in, int depth) {
    Term term = read(in, depth);
    if (term instanceof Term.Variable) {
      throw in.fault("a variable stands where only values may");
    }
    return term;
  }

  private Term read(WireReader in, int depth) {
    if (depth > MAX_DEPTH) {
      throw in.fault("terms are nested too deeply");
    }
    if (!in.hasNext()) {
      throw in.fault("a term is empty");
    }
    int field = in.field();
    Term term =
        switch (field) {
          case 1 -> variable(in);
          case 2 -> Term.of(in.number());
          case 3 -> Term.of(table.symbol(in.number()));
          case 4 -> new Term.Date(in.number());
          case 5 -> Term.of(in.bytes());
          case 6 -> Term.of(in.bool());
          case 7 -> set(in.message(), depth + 1);
          case 8 -> nothing(in.message());
          case 9 -> Term.arrayOf(elements(in.message(), depth + 1));
          case 10 -> map(in.message(), depth + 1);
          default -> throw in.unknown(field);
        };
    if (in.hasNext()) {
      throw in.fault("a term has two contents");
    }
    return term;
  }

  private Term variable(WireReader in) {
    try {
      return Term.variable(table.symbol(Integer.toUnsignedLong(in.number32())));
    } catch (IllegalArgumentException e) {
      throw in.fault("the name of a variable has characters that names do not have");
    }
  }

  private static Term nothing(WireReader in) {
    if (in.hasNext()) {
      throw in.fault("null has a content");
    }
    return Term.nothing();
  }

  private List<Term> elements(WireReader in, int depth) {
    List<Term> elements = new ArrayList<>();
    while (in.hasNext()) {
      int field = in.field();
      if (field != 1) {
        throw in.unknown(field);
      }
      elements.add(readValue(in.message(), depth));
    }
    return elements;
  }

  private Term set(WireReader in, int depth) {
    List<Term> elements = elements(in, depth);
    for (Term element : elements) {
      if (element instanceof Term.SetOf) {
        throw in.fault("a set contains a set");
      }
      if (element.getClass() != elements.getFirst().getClass()) {
        throw in.fault("the elements of a set are of different types");
      }
    }
    return Term.setOf(elements);
  }

  private Term map(WireReader in, int depth) {
    Map<Term, Term> entries = new HashMap<>();
    while (in.hasNext()) {
      int field = in.field();
      if (field != 1) {
        throw in.unknown(field);
      }
      WireReader entry = in.message();
      Once<Term> key = new Once<>("the key of a map");
      Once<Term> value = new Once<>("the value of a map");
      while (entry.hasNext()) {
        int part = entry.field();
        switch (part) {
          case 1 -> key.set(in, key(entry.message()));
          case 2 -> value.set(in, readValue(entry.message(), depth));
          default -> throw in.unknown(part);
        }
      }
      if (entries.put(key.required(in), value.required(in)) != null) {
        throw in.fault("a map has a key twice");
      }
    }
    return Term.mapOf(entries);
  }

  private Term key(WireReader in) {
    if (!in.hasNext()) {
      throw in.fault("the key of a map is empty");
    }
    int field = in.field();
    Term key =
        switch (field) {
          case 1 -> Term.of(in.number());
          case 2 -> Term.of(table.symbol(in.number()));
          default -> throw in.unknown(field);
        };
    if (in.hasNext()) {
      throw in.fault("the key of a map has two contents");
    }
    return key;
  }

  void write(WireWriter out, Term term) {
    switch (term) {
      case Term.Variable(String name) -> out.number(1, table.idOf(name));
      case Term.Int(long value) -> out.number(2, value);
      case Term.Str(String value) -> out.number(3, table.idOf(value));
      case Term.Date(long seconds) -> out.number(4, seconds);
      case Term.Binary(var value) -> out.bytes(5, value);
      case Term.Bool(boolean value) -> out.bool(6, value);
      case Term.SetOf(var elements) -> out.message(7, set -> writeAll(set, elements));
      case Term.Null _ -> out.message(8, empty -> {});
      case Term.ArrayOf(var elements) -> out.message(9, array -> writeAll(array, elements));
      case Term.MapOf(var entries) -> out.message(10, map -> writeEntries(map, entries));
    }
  }

  private void writeAll(WireWriter out, List<Term> elements) {
    for (Term element : elements) {
      out.message(1, inner -> write(inner, element));
    }
  }

  private void writeEntries(WireWriter out, Map<Term, Term> entries) {
    entries.forEach((key, value) ->
        out.message(
            1,
            entry -> {
              entry.message(1, inner -> writeKey(inner, key));
              entry.message(2, inner -> write(inner, value));
            }));
  }

  private void writeKey(WireWriter out, Term key) {
    if (key instanceof Term.Str(String text)) {
      out.number(2, table.idOf(text));
    } else if (key instanceof Term.Int(long number)) {
      out.number(1, number);
    }
  }
}

package dev.symphony.capabilities.datalog;

import dev.symphony.capabilities.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads values and variables. */
final class TermParser {
  private final Scanner in;
  private final Map<String, Term> parameters;

  TermParser(Scanner in, Map<String, Term> parameters) {
    this.in = in;
    this.parameters = parameters;
  }

  /** A value or a variable. */
  Term term() {
    in.skipSpace();
    if (in.accept('$')) {
      String name = in.name();
      if (name.isEmpty()) {
        throw in.error("expected the name of a variable" + in.found());
      }
      return Term.variable(name);
    }
    return value();
  }

  /** A value. */
  Term value() {
    in.skipSpace();
    char first = in.peek();
    if (first == '"') {
      return Term.of(string());
    }
    if (first == '-' || (first >= '0' && first <= '9')) {
      return numberOrDate();
    }
    return switch (first) {
      case '[' -> array();
      case '{' -> braces();
      case '$' -> throw in.error("variables are not allowed here");
      default -> word();
    };
  }

  private Term word() {
    if (in.accept("hex:")) {
      return Term.of(hex());
    }
    if (in.acceptWord("true")) {
      return Term.of(true);
    }
    if (in.acceptWord("false")) {
      return Term.of(false);
    }
    if (in.acceptWord("null")) {
      return Term.nothing();
    }
    throw in.error("expected a value" + in.found());
  }

  Bytes hex() {
    int start = in.position();
    String digits = in.hexDigits();
    if (digits.length() % 2 != 0) {
      throw in.errorAt(start, "hexadecimal digits come in pairs");
    }
    return Bytes.fromHex(digits);
  }

  private String string() {
    int start = in.position();
    in.advance(1);
    StringBuilder content = new StringBuilder();
    while (!in.accept('"')) {
      if (in.atEnd()) {
        throw in.errorAt(start, "the string does not end");
      }
      content.append(in.peek() == '\\' ? escape() : in.peek());
      in.advance(1);
    }
    String result = content.toString();
    try {
      Names.requireEncodable(result);
    } catch (IllegalArgumentException e) {
      throw in.errorAt(start, "the string has half a surrogate pair");
    }
    return result;
  }

  private char escape() {
    in.advance(1);
    return switch (in.peek()) {
      case '\\' -> '\\';
      case '"' -> '"';
      case 'n' -> '\n';
      default -> throw in.error("unknown escape sequence");
    };
  }

  private Term numberOrDate() {
    int start = in.position();
    String digits = in.digits();
    if (digits.length() >= 4 && in.peek() == '-' && isDate()) {
      return new DateParser(in).date(start, digits);
    }
    in.reset(start);
    in.accept('-');
    if (in.digits().isEmpty()) {
      throw in.error("expected a number" + in.found());
    }
    return integer(start);
  }

  private boolean isDate() {
    return in.peek(3) == '-' && in.peek(6) == 'T';
  }

  private Term integer(int start) {
    try {
      return Term.of(Long.parseLong(in.slice(start)));
    } catch (NumberFormatException e) {
      throw in.errorAt(start, "the integer does not fit 64 bits");
    }
  }

  private Term array() {
    in.enter();
    in.advance(1);
    List<Term> elements = new ArrayList<>();
    in.skipSpace();
    if (!in.accept(']')) {
      do {
        elements.add(value());
        in.skipSpace();
      } while (in.accept(','));
      in.expect(']');
    }
    in.leave();
    return Term.arrayOf(elements);
  }

  /** A set, a map or a parameter. */
  private Term braces() {
    Optional<Term> parameter = parameter();
    if (parameter.isPresent()) {
      return parameter.get();
    }
    in.enter();
    int start = in.position();
    in.advance(1);
    in.skipSpace();
    Term result;
    if (in.accept('}')) {
      result = Term.mapOf(Map.of());
    } else if (in.accept(',')) {
      in.expect('}');
      result = Term.setOf(List.of());
    } else {
      result = filled(start);
    }
    in.leave();
    return result;
  }

  private Optional<Term> parameter() {
    int start = in.position();
    in.advance(1);
    in.skipSpace();
    String name = Character.isLetter(in.codePoint()) ? in.simpleName() : "";
    in.skipSpace();
    boolean keyword = name.equals("true") || name.equals("false") || name.equals("null");
    if (name.isEmpty() || keyword || !in.accept('}')) {
      in.reset(start);
      return Optional.empty();
    }
    Term value = parameters.get(name);
    if (value == null) {
      throw in.errorAt(start, "no value was given for the parameter " + name);
    }
    return Optional.of(value);
  }

  private Term filled(int start) {
    Term first = value();
    in.skipSpace();
    return in.peek() == ':' ? map(start, first) : set(start, first);
  }

  private Term set(int start, Term first) {
    List<Term> elements = new ArrayList<>();
    elements.add(first);
    in.skipSpace();
    while (in.accept(',')) {
      elements.add(value());
      in.skipSpace();
    }
    in.expect('}');
    for (Term element : elements) {
      if (element instanceof Term.SetOf) {
        throw in.errorAt(start, "sets cannot contain other sets");
      }
      if (element.getClass() != first.getClass()) {
        throw in.errorAt(start, "the elements of a set are of the same type");
      }
    }
    return Term.setOf(elements);
  }

  private Term map(int start, Term firstKey) {
    Map<Term, Term> entries = new TreeMap<>();
    Term key = firstKey;
    while (true) {
      if (!(key instanceof Term.Int || key instanceof Term.Str)) {
        throw in.errorAt(start, "the keys of a map are integers and strings");
      }
      in.expect(':');
      entries.put(key, value());
      in.skipSpace();
      if (!in.accept(',')) {
        break;
      }
      key = value();
    }
    in.expect('}');
    return Term.mapOf(entries);
  }
}

package dev.symphony.capabilities.authority;

import dev.symphony.capabilities.datalog.Block;
import dev.symphony.capabilities.datalog.Datalog;
import dev.symphony.capabilities.datalog.Fact;
import dev.symphony.capabilities.datalog.Term;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A block that is put together: facts, and checks whose values never become part of a text. */
final class CheckText {
  private final List<Fact> facts = new ArrayList<>();
  private final StringBuilder checks = new StringBuilder();
  private final Map<String, Term> values = new HashMap<>();

  /** A place in a check where a text stands. */
  String text(String value) {
    return value(Term.of(value));
  }

  /** A place in a check where a value stands. */
  String value(Term value) {
    String name = "v" + values.size();
    values.put(name, value);
    return "{" + name + "}";
  }

  void fact(String name, Term... terms) {
    facts.add(Fact.of(name, terms));
  }

  void check(String text) {
    checks.append(text).append(";\n");
  }

  Block block() {
    Block parsed = Datalog.block(checks.toString(), Datalog.Parameters.of(values));
    return new Block(
        List.of(),
        facts.stream().distinct().toList(),
        List.of(),
        parsed.checks(),
        parsed.context());
  }
}

package dev.symphony.capabilities.datalog;

import java.util.List;
import java.util.Optional;

/** The content of one block of a token, or of an authorizer without its policies. */
public record Block(
    List<Scope> scopes,
    List<Fact> facts,
    List<Rule> rules,
    List<Check> checks,
    Optional<String> context) {
  public Block {
    scopes = List.copyOf(scopes);
    facts = List.copyOf(facts);
    rules = List.copyOf(rules);
    checks = List.copyOf(checks);
  }

  /** A block that says nothing. */
  public static Block empty() {
    return new Block(List.of(), List.of(), List.of(), List.of(), Optional.empty());
  }

  /** This block with free text for the application in it. */
  public Block withContext(String text) {
    return new Block(scopes, facts, rules, checks, Optional.of(text));
  }

  /** The text form, one statement a line. */
  @Override
  public String toString() {
    return DatalogPrinter.print(this);
  }
}

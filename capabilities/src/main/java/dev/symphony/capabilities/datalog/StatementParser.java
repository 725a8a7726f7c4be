package dev.symphony.capabilities.datalog;

import dev.symphony.capabilities.key.Algorithm;
import dev.symphony.capabilities.key.KeyException;
import dev.symphony.capabilities.key.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads facts, rules, checks and policies. */
final class StatementParser {
  private final Scanner in;
  private final Datalog.Parameters parameters;
  private final TermParser terms;
  private final ExpressionParser expressions;

  private final List<Scope> scopes = new ArrayList<>();
  private final List<Fact> facts = new ArrayList<>();
  private final List<Rule> rules = new ArrayList<>();
  private final List<Check> checks = new ArrayList<>();
  private final List<Policy> policies = new ArrayList<>();

  StatementParser(Scanner in, Datalog.Parameters parameters) {
    this.in = in;
    this.parameters = parameters;
    this.terms = new TermParser(in, parameters.terms());
    this.expressions = new ExpressionParser(in, terms);
  }

  Block block() {
    statements();
    if (!policies.isEmpty()) {
      throw in.error("policies belong to an authorizer, not to a block");
    }
    return collected();
  }

  Program program() {
    statements();
    return new Program(collected(), policies);
  }

  private Block collected() {
    return new Block(scopes, facts, rules, checks, Optional.empty());
  }

  private void statements() {
    in.skipSpace();
    if (in.acceptWord("trusting")) {
      scopes.addAll(scopeList());
      endOfStatement();
    }
    in.skipSpace();
    while (!in.atEnd()) {
      statement();
      endOfStatement();
      in.skipSpace();
    }
  }

  private void endOfStatement() {
    in.skipSpace();
    if (!in.atEnd() && !in.accept(';')) {
      throw in.error("expected ';'" + in.found());
    }
  }

  private void statement() {
    if (looksAtPolicy()) {
      policies.add(policy());
    } else if (looksAtCheck()) {
      checks.add(check());
    } else {
      factOrRule();
    }
  }

  private boolean looksAtPolicy() {
    return looksAtKeyword("allow", "if") || looksAtKeyword("deny", "if");
  }

  private boolean looksAtCheck() {
    return looksAtKeyword("check", "if")
        || looksAtKeyword("check", "all")
        || looksAtKeyword("reject", "if");
  }

  private boolean looksAtKeyword(String first, String second) {
    int start = in.position();
    boolean found = acceptKeyword(first, second);
    in.reset(start);
    return found;
  }

  private boolean acceptKeyword(String first, String second) {
    int start = in.position();
    if (in.acceptWord(first)) {
      in.skipSpace();
      if (in.acceptWord(second)) {
        return true;
      }
    }
    in.reset(start);
    return false;
  }

  private void factOrRule() {
    int start = in.position();
    Predicate head = predicate();
    in.skipSpace();
    if (in.accept("<-")) {
      rules.add(ruleOf(start, head));
    } else {
      facts.add(factOf(start, head));
    }
  }

  Fact fact() {
    in.skipSpace();
    return factOf(in.position(), predicate());
  }

  private Fact factOf(int start, Predicate predicate) {
    for (Term term : predicate.terms()) {
      if (term instanceof Term.Variable(String name)) {
        throw in.errorAt(start, "a fact has no variables, but this one has $" + name);
      }
    }
    return new Fact(predicate);
  }

  Rule rule() {
    in.skipSpace();
    int start = in.position();
    Predicate head = predicate();
    in.skipSpace();
    if (!in.accept("<-")) {
      throw in.error("expected '<-'" + in.found());
    }
    return ruleOf(start, head);
  }

  private Rule ruleOf(int start, Predicate head) {
    Rule rule = new Rule(head, query());
    if (!rule.isSafe()) {
      throw in.errorAt(start, "a variable of the head is in no predicate of the body");
    }
    return rule;
  }

  Check check() {
    in.skipSpace();
    Check.Kind kind;
    if (acceptKeyword("check", "if")) {
      kind = Check.Kind.ONE;
    } else if (acceptKeyword("check", "all")) {
      kind = Check.Kind.ALL;
    } else if (acceptKeyword("reject", "if")) {
      kind = Check.Kind.REJECT;
    } else {
      throw in.error("expected 'check if', 'check all' or 'reject if'" + in.found());
    }
    return new Check(kind, queries());
  }

  Policy policy() {
    in.skipSpace();
    Policy.Kind kind;
    if (acceptKeyword("allow", "if")) {
      kind = Policy.Kind.ALLOW;
    } else if (acceptKeyword("deny", "if")) {
      kind = Policy.Kind.DENY;
    } else {
      throw in.error("expected 'allow if' or 'deny if'" + in.found());
    }
    return new Policy(kind, queries());
  }

  private List<Query> queries() {
    List<Query> queries = new ArrayList<>();
    do {
      queries.add(query());
      in.skipSpace();
    } while (in.acceptWord("or"));
    return queries;
  }

  private Query query() {
    List<Predicate> predicates = new ArrayList<>();
    List<Expression> conditions = new ArrayList<>();
    do {
      in.skipSpace();
      if (looksAtPredicate()) {
        predicates.add(predicate());
      } else {
        conditions.add(expressions.expression());
      }
      in.skipSpace();
    } while (in.accept(','));
    List<Scope> trusted = in.acceptWord("trusting") ? scopeList() : List.of();
    return new Query(predicates, conditions, trusted);
  }

  private boolean looksAtPredicate() {
    int start = in.position();
    boolean named = Names.isNameStart(in.codePoint()) && !in.name().isEmpty();
    in.skipSpace();
    boolean applied = named && in.peek() == '(';
    in.reset(start);
    return applied;
  }

  private Predicate predicate() {
    in.skipSpace();
    if (!Names.isNameStart(in.codePoint())) {
      throw in.error("expected a name" + in.found());
    }
    String name = in.name();
    in.expect('(');
    List<Term> arguments = new ArrayList<>();
    in.skipSpace();
    if (!in.accept(')')) {
      do {
        arguments.add(terms.term());
        in.skipSpace();
      } while (in.accept(','));
      in.expect(')');
    }
    return new Predicate(name, arguments);
  }

  private List<Scope> scopeList() {
    List<Scope> list = new ArrayList<>();
    do {
      in.skipSpace();
      list.add(scope());
      in.skipSpace();
    } while (in.accept(','));
    return list;
  }

  private Scope scope() {
    if (in.acceptWord("authority")) {
      return new Scope.Authority();
    }
    if (in.acceptWord("previous")) {
      return new Scope.Previous();
    }
    if (in.accept('{')) {
      return parameterScope();
    }
    for (Algorithm algorithm : Algorithm.values()) {
      if (in.accept(algorithm.label() + "/")) {
        return new Scope.SignedBy(key(algorithm));
      }
    }
    throw in.error("expected authority, previous or a public key" + in.found());
  }

  private Scope parameterScope() {
    String name = in.simpleName();
    PublicKey key = parameters.keys().get(name);
    if (key == null) {
      throw in.error("no key was given for the parameter " + name);
    }
    in.expect('}');
    return new Scope.SignedBy(key);
  }

  private PublicKey key(Algorithm algorithm) {
    int start = in.position();
    try {
      return PublicKey.of(algorithm, terms.hex());
    } catch (KeyException e) {
      throw (DatalogSyntaxException)
          in.errorAt(start, "not a public key of " + algorithm.label()).initCause(e);
    }
  }
}

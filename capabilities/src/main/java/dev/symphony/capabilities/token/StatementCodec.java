package dev.symphony.capabilities.token;

import dev.symphony.capabilities.datalog.Check;
import dev.symphony.capabilities.datalog.Expression;
import dev.symphony.capabilities.datalog.Fact;
import dev.symphony.capabilities.datalog.Policy;
import dev.symphony.capabilities.datalog.Predicate;
import dev.symphony.capabilities.datalog.Query;
import dev.symphony.capabilities.datalog.Rule;
import dev.symphony.capabilities.datalog.Scope;
import dev.symphony.capabilities.datalog.Term;
import java.util.ArrayList;
import java.util.List;

/** The encoding of facts, rules, checks, policies and scopes, against one symbol table. */
final class StatementCodec {
  /** The head of the rule that a query is written as. */
  private static final Predicate QUERY_HEAD = Predicate.of("query");

  /** How many predicates a query may have; matching recurses once for each. */
  private static final int MAX_PREDICATES = 256;

  private final SymbolTable table;
  private final TermCodec terms;
  private final ExpressionCodec expressions;

  StatementCodec(SymbolTable table) {
    this.table = table;
    this.terms = new TermCodec(table);
    this.expressions = new ExpressionCodec(table, terms);
  }

  Fact readFact(WireReader in) {
    Once<Predicate> predicate = new Once<>("the predicate of a fact");
    while (in.hasNext()) {
      int field = in.field();
      if (field != 1) {
        throw in.unknown(field);
      }
      predicate.set(in, readPredicate(in.message()));
    }
    Predicate content = predicate.required(in);
    if (content.terms().stream().anyMatch(Term.Variable.class::isInstance)) {
      throw in.fault("a fact contains a variable");
    }
    return new Fact(content);
  }

  private Predicate readPredicate(WireReader in) {
    Once<String> name = new Once<>("the name of a predicate");
    List<Term> arguments = new ArrayList<>();
    while (in.hasNext()) {
      int field = in.field();
      switch (field) {
        case 1 -> name.set(in, table.symbol(in.number()));
        case 2 -> arguments.add(terms.read(in.message()));
        default -> throw in.unknown(field);
      }
    }
    try {
      return new Predicate(name.required(in), arguments);
    } catch (IllegalArgumentException e) {
      throw in.fault("the name of a predicate has characters that names do not have");
    }
  }

  Rule readRule(WireReader in) {
    Once<Predicate> head = new Once<>("the head of a rule");
    List<Predicate> predicates = new ArrayList<>();
    List<Expression> conditions = new ArrayList<>();
    List<Scope> scopes = new ArrayList<>();
    while (in.hasNext()) {
      int field = in.field();
      switch (field) {
        case 1 -> head.set(in, readPredicate(in.message()));
        case 2 -> predicates.add(readPredicate(in.message()));
        case 3 -> conditions.add(expressions.read(in.message()));
        case 4 -> scopes.add(readScope(in.message()));
        default -> throw in.unknown(field);
      }
    }
    if (predicates.size() > MAX_PREDICATES) {
      throw in.fault("a query has more than " + MAX_PREDICATES + " predicates");
    }
    return new Rule(head.required(in), new Query(predicates, conditions, scopes));
  }

  /** Reads the rule that a query is written as; its head must not matter. */
  private Query readQuery(WireReader in) {
    Rule rule = readRule(in);
    if (!rule.isSafe()) {
      throw in.fault("the head of a query uses a variable that its body does not bind");
    }
    return rule.body();
  }

  Check readCheck(WireReader in) {
    List<Query> queries = new ArrayList<>();
    Once<Long> kind = new Once<>("the kind of a check");
    while (in.hasNext()) {
      int field = in.field();
      switch (field) {
        case 1 -> queries.add(readQuery(in.message()));
        case 2 -> kind.set(in, in.number());
        default -> throw in.unknown(field);
      }
    }
    return Check.Kind.ofWireId(kind.optional().orElse(0L))
        .map(known -> new Check(known, queries))
        .orElseThrow(() -> in.fault("unknown kind of check"));
  }

  Policy readPolicy(WireReader in) {
    List<Query> queries = new ArrayList<>();
    Once<Long> kind = new Once<>("the kind of a policy");
    while (in.hasNext()) {
      int field = in.field();
      switch (field) {
        case 1 -> queries.add(readQuery(in.message()));
        case 2 -> kind.set(in, in.number());
        default -> throw in.unknown(field);
      }
    }
    return Policy.Kind.ofWireId(kind.required(in))
        .map(known -> new Policy(known, queries))
        .orElseThrow(() -> in.fault("unknown kind of policy"));
  }

  Scope readScope(WireReader in) {
    if (!in.hasNext()) {
      throw in.fault("a scope is empty");
    }
    int field = in.field();
    long number = in.number();
    if (in.hasNext()) {
      throw in.fault("a scope has two contents");
    }
    if (field == 2) {
      return new Scope.SignedBy(table.key(number));
    }
    if (field != 1 || number < 0 || number > 1) {
      throw in.fault("unknown kind of scope");
    }
    return number == 0 ? new Scope.Authority() : new Scope.Previous();
  }

  void writeFact(WireWriter out, Fact fact) {
    out.message(1, predicate -> writePredicate(predicate, fact.predicate()));
  }

  private void writePredicate(WireWriter out, Predicate predicate) {
    out.number(1, table.idOf(predicate.name()));
    predicate.terms().forEach(term -> out.message(2, inner -> terms.write(inner, term)));
  }

  void writeRule(WireWriter out, Rule rule) {
    out.message(1, head -> writePredicate(head, rule.head()));
    Query body = rule.body();
    body.predicates().forEach(each -> out.message(2, inner -> writePredicate(inner, each)));
    body.expressions().forEach(each -> out.message(3, inner -> expressions.write(inner, each)));
    body.scopes().forEach(each -> out.message(4, inner -> writeScope(inner, each)));
  }

  void writeCheck(WireWriter out, Check check) {
    writeQueries(out, check.queries());
    if (check.kind() != Check.Kind.ONE) {
      out.number(2, check.kind().wireId());
    }
  }

  void writePolicy(WireWriter out, Policy policy) {
    writeQueries(out, policy.queries());
    out.number(2, policy.kind().wireId());
  }

  private void writeQueries(WireWriter out, List<Query> queries) {
    for (Query query : queries) {
      out.message(1, rule -> writeRule(rule, new Rule(QUERY_HEAD, query)));
    }
  }

  void writeScope(WireWriter out, Scope scope) {
    switch (scope) {
      case Scope.Authority _ -> out.number(1, 0);
      case Scope.Previous _ -> out.number(1, 1);
      case Scope.SignedBy(var key) -> out.number(2, table.idOf(key));
    }
  }
}

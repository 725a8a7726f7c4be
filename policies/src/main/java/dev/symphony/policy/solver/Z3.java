package dev.symphony.policy.solver;

import com.microsoft.z3.BoolExpr;
import com.microsoft.z3.CharSort;
import com.microsoft.z3.Context;
import com.microsoft.z3.Expr;
import com.microsoft.z3.IntExpr;
import com.microsoft.z3.IntNum;
import com.microsoft.z3.Model;
import com.microsoft.z3.Params;
import com.microsoft.z3.ReExpr;
import com.microsoft.z3.ReSort;
import com.microsoft.z3.SeqExpr;
import com.microsoft.z3.SeqSort;
import com.microsoft.z3.Status;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** One question to the SMT solver Z3. */
final class Z3 implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 60_000;

  private final Context context = new Context();
  private final ReSort<SeqSort<CharSort>> texts = context.mkReSort(context.mkStringSort());
  private final Map<String, SeqExpr<CharSort>> textNames = new HashMap<>();
  private final Map<String, IntExpr> numberNames = new HashMap<>();
  private final Map<String, BoolExpr> flagNames = new HashMap<>();

  private Z3() {}

  static Solution solve(Formula formula) {
    try {
      Solution readable = ask(formula, new Language.Chars(' ', '~'));
      return readable instanceof Solution.Impossible ? ask(formula, Language.anyChar()) : readable;
    } catch (LinkageError e) {
      return new Solution.Undecided("the solver Z3 can't be loaded on this machine: " + e);
    }
  }

  private static Solution ask(Formula formula, Language unit) {
    try (Z3 question = new Z3()) {
      return question.answer(formula, unit);
    }
  }

  @SuppressWarnings("unchecked") // an array of one expression, made for the varargs of Z3
  private Solution answer(Formula formula, Language unit) {
    com.microsoft.z3.Solver solver = context.mkSolver();
    Params params = context.mkParams();
    params.add("timeout", TIMEOUT_MILLIS);
    solver.setParameters(params);
    solver.add(statement(formula));
    ReExpr<SeqSort<CharSort>> units = context.mkStar(expression(unit));
    textNames.values().forEach(text -> solver.add(context.mkInRe(text, units)));
    Status status = solver.check();
    return switch (status) {
      case SATISFIABLE -> new Solution.Possible(assignment(solver.getModel()));
      case UNSATISFIABLE -> new Solution.Impossible();
      case UNKNOWN -> new Solution.Undecided("Z3: " + solver.getReasonUnknown());
    };
  }

  private BoolExpr statement(Formula formula) {
    return switch (formula) {
      case Formula.Constant(Formula.Truth truth) -> context.mkBool(truth == Formula.Truth.TRUE);
      case Formula.Flag(String name) -> flagNames.computeIfAbsent(name, context::mkBoolConst);
      case Formula.In(String prefix, String text, Language language) ->
          context.mkInRe(text(text), expression(language.after(prefix)));
      case Formula.Same(String left, String right) -> context.mkEq(text(left), text(right));
      case Formula.Joined(String whole, List<String> parts) ->
          context.mkEq(text(whole), joined(parts));
      case Formula.Compared(String number, Formula.Relation relation, long bound) ->
          compared(number(number), relation, bound);
      case Formula.Not(Formula part) -> context.mkNot(statement(part));
      case Formula.All(List<Formula> parts) ->
          context.mkAnd(parts.stream().map(this::statement).toArray(BoolExpr[]::new));
      case Formula.Any(List<Formula> parts) ->
          context.mkOr(parts.stream().map(this::statement).toArray(BoolExpr[]::new));
    };
  }

  private SeqExpr<CharSort> text(String name) {
    return textNames.computeIfAbsent(
        name, n -> (SeqExpr<CharSort>) context.mkConst("text " + n, context.mkStringSort()));
  }

  private IntExpr number(String name) {
    return numberNames.computeIfAbsent(name, n -> context.mkIntConst("number " + n));
  }

  private SeqExpr<CharSort> joined(List<String> parts) {
    SeqExpr<CharSort> whole = context.mkString("");
    for (String part : parts) {
      whole =
          context.mkConcat(
              whole, part.startsWith("=") ? context.mkString(part.substring(1)) : text(part));
    }
    return whole;
  }

  private BoolExpr compared(IntExpr number, Formula.Relation relation, long bound) {
    IntNum limit = context.mkInt(bound);
    return switch (relation) {
      case LESS -> context.mkLt(number, limit);
      case AT_MOST -> context.mkLe(number, limit);
      case EQUAL -> context.mkEq(number, limit);
      case AT_LEAST -> context.mkGe(number, limit);
      case MORE -> context.mkGt(number, limit);
    };
  }

  private ReExpr<SeqSort<CharSort>> expression(Language language) {
    return switch (language) {
      case Language.None n -> context.mkEmptyRe(texts);
      case Language.Empty e -> context.mkToRe(context.mkString(""));
      case Language.Chars(char from, char to) -> range(from, to);
      case Language.Then(Language a, Language b) -> context.mkConcat(expression(a), expression(b));
      case Language.Either(Set<Language> parts) -> context.mkUnion(expressions(parts));
      case Language.Both(Set<Language> parts) -> context.mkIntersect(expressions(parts));
      case Language.Not(Language part) -> context.mkComplement(expression(part));
      case Language.Star(Language part) -> context.mkStar(expression(part));
    };
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private ReExpr<SeqSort<CharSort>>[] expressions(Set<Language> parts) {
    return (ReExpr<SeqSort<CharSort>>[])
        parts.stream().map(this::expression).toArray(ReExpr[]::new);
  }

  private ReExpr<SeqSort<CharSort>> range(char from, char to) {
    return context.mkRange(unit(from), unit(to));
  }

  private SeqExpr<CharSort> unit(char c) {
    return context.mkString(String.format(Locale.ROOT, "\\u{%x}", (int) c));
  }

  private Assignment assignment(Model model) {
    Map<String, String> textValues = new HashMap<>();
    textNames.forEach((name, expr) -> textValues.put(name, value(model, expr).getString()));
    Map<String, Long> numbers = new HashMap<>();
    numberNames.forEach(
        (name, expr) -> numbers.put(name, ((IntNum) value(model, expr)).getInt64()));
    Set<String> flags = new HashSet<>();
    flagNames.forEach((name, expr) -> {
      if (value(model, expr).isTrue()) {
        flags.add(name);
      }
    });
    return new Assignment(textValues, numbers, flags);
  }

  private static Expr<?> value(Model model, Expr<?> expr) {
    return model.eval(expr, true);
  }

  @Override
  public void close() {
    context.close();
  }
}

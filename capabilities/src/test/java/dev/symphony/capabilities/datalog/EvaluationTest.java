package dev.symphony.capabilities.datalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What programs mean, and where they are stopped. */
class EvaluationTest {
  private static Authorization decide(String program, Limits limits, String... blocks) {
    List<SignedBlockContent> contents =
        java.util.Arrays.stream(blocks)
            .map(text -> new SignedBlockContent(Datalog.block(text), Optional.empty()))
            .toList();
    return Authorizer.of(Datalog.program(program))
        .withLimits(limits)
        .evaluate(contents)
        .authorization();
  }

  private static ExecutionError error(String program, Limits limits) {
    return assertInstanceOf(Authorization.Failed.class, decide(program, limits)).error();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 + true == 2|INVALID_TYPE",
        "1 === null|INVALID_TYPE",
        "{1}.contains([1])|INVALID_TYPE",
        "1 / 0 == 0|DIVIDE_BY_ZERO",
        "-9223372036854775808 / -1 == 0|DIVIDE_BY_ZERO",
        "9223372036854775807 * 2 == 0|OVERFLOW",
        "$nowhere == 1|UNKNOWN_VARIABLE",
        "1.extern::f()|UNDEFINED_FUNCTION",
        "1|INVALID_TYPE",
        "{1}.any($p -> $p)|INVALID_TYPE",
        "[1].any($p -> [2].all($p -> true))|SHADOWED_VARIABLE"
      })
  void faultyExpressions_stopWithTheirError(String expression, ExecutionError expected) {
    String program = "allow if " + expression + ";";
    assertEquals(expected, error(program, Limits.standard()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"aaab\".matches(\"a*b$\")",
        "!\"aaab\".matches(\"(\")",
        "!\"a\".matches(\"((((a{1000}){1000}){1000}){1000})\")",
        "\"0123\".matches(\"^[0-9]{4}$\")",
        "{1, 2}.contains({1})",
        "\"é😁\".length() == 6",
        "[1, 2].get(-1) == null",
        "{\"a\": 1}.get(\"b\") == null",
        "null === null",
        "true.eager_or(false)",
        "(true === 1).try_or(true)",
        "{1: 2}.all($kv -> $kv.get(0) < $kv.get(1))",
        "false && 1 == true || true"
      })
  void expressions_hold(String expression) {
    Authorization outcome = decide("allow if " + expression + ";", Limits.standard());
    assertEquals(new Authorization.Allowed(0), outcome);
  }

  @Test
  void hostilePatterns_takeLinearTime() {
    String text = "a".repeat(20_000);
    String program = "allow if \"" + text + "b\".matches(\"^(a+)+$\");";
    assertInstanceOf(Authorization.NoMatchingPolicy.class, decide(program, Limits.standard()));
  }

  @Test
  void rejections_failWhenAnyOfTheirQueriesMatches() {
    Authorization outcome =
        decide("reject if a(2) or a(1); a(1); allow if true;", Limits.standard());
    assertInstanceOf(Authorization.Unauthorized.class, outcome);
  }

  @Test
  void facts_areLimited() {
    String program =
        "n(0); n(1); n(2); n(3); p($a, $b, $c, $d) <- n($a), n($b), n($c), n($d); allow if true;";
    assertEquals(
        ExecutionError.TOO_MANY_FACTS, error(program, Limits.standard().withMaxFacts(100)));
    assertTrue(decide(program, Limits.standard()).isAllowed());
  }

  @Test
  void iterations_areLimited() {
    StringBuilder program = new StringBuilder("n(0); allow if true; ");
    for (int i = 0; i < 50; i++) {
      program.append("n(%d) <- n(%d); ".formatted(49 - i, 48 - i));
    }
    assertEquals(
        ExecutionError.TOO_MANY_ITERATIONS,
        error(program.toString(), Limits.standard().withMaxIterations(20)));
    assertTrue(decide(program.toString(), Limits.standard()).isAllowed());
  }

  @Test
  void steps_areLimited_evenInsideTryOr() {
    String set = "{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}";
    StringBuilder program = new StringBuilder("allow if (");
    for (char name = 'a'; name < 'h'; name++) {
      program.append(set).append(".all($").append(name).append(" -> ");
    }
    program.append("$a + $b > -1").append(")".repeat(8)).append(".try_or(true);");
    assertEquals(ExecutionError.TOO_MANY_STEPS, error(program.toString(), Limits.standard()));
  }

  @Test
  void joins_areLimited() {
    StringBuilder program = new StringBuilder();
    for (int i = 0; i < 500; i++) {
      program.append("n(").append(i).append("); ");
    }
    program.append("allow if n($a), n($b), n($c), n($d), $a + $b + $c + $d < 0;");
    assertEquals(ExecutionError.TOO_MANY_STEPS, error(program.toString(), Limits.standard()));
  }

  @Test
  void theClock_isABackstop() {
    AtomicLong nanos = new AtomicLong();
    Limits limits =
        Limits.standard().withBackstop(Duration.ofSeconds(1), () -> nanos.addAndGet(2_000_000_000));
    assertEquals(ExecutionError.TIMEOUT, error("a(1); b($x) <- a($x); allow if true;", limits));
  }

  @Test
  void functionsOfTheHost_areCalled() {
    Authorizer authorizer =
        Authorizer.of(Datalog.program("allow if 20.extern::plus(22) == 42;"))
            .withFunction(
                "plus",
                (receiver, argument) ->
                    receiver instanceof Term.Int(long left)
                            && argument.orElseThrow() instanceof Term.Int(long right)
                        ? Optional.of(Term.of(left + right))
                        : Optional.empty());
    assertTrue(authorizer.evaluate().authorization().isAllowed());
  }

  @Test
  void blocks_seeTheAuthorityAndThemselvesOnly() {
    String program = "ambient(1); allow if true;";
    assertTrue(
        decide(program, Limits.standard(), "a(1);", "b(1);", "check if a(1), ambient(1);")
            .isAllowed());
    assertInstanceOf(
        Authorization.Unauthorized.class,
        decide(program, Limits.standard(), "a(1);", "b(1);", "check if b(1);"));
    assertTrue(
        decide(program, Limits.standard(), "a(1);", "b(1);", "check if b(1) trusting previous;")
            .isAllowed());
  }

  @Test
  void queries_seeWhatTheAuthorizerTrusts() {
    Evaluation evaluation =
        Authorizer.of(Datalog.program("allow if true;"))
            .evaluate(
                List.of(
                    new SignedBlockContent(Datalog.block("user(\"a\");"), Optional.empty()),
                    new SignedBlockContent(Datalog.block("user(\"b\");"), Optional.empty())));
    Rule rule = Datalog.rule("found($u) <- user($u)");
    assertEquals(
        new QueryResult.Found(List.of(Fact.of("found", Term.of("a")))), evaluation.query(rule));
    assertEquals(
        new QueryResult.Found(
            List.of(Fact.of("found", Term.of("a")), Fact.of("found", Term.of("b")))),
        evaluation.queryAll(rule));
  }
}

package dev.symphony.capabilities.caveat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.capabilities.Bytes;
import dev.symphony.capabilities.caveat.OperationShape.ResourceRole;
import dev.symphony.capabilities.datalog.Authorizer;
import dev.symphony.capabilities.datalog.Block;
import dev.symphony.capabilities.datalog.Datalog;
import dev.symphony.capabilities.datalog.Program;
import dev.symphony.capabilities.datalog.SignedBlockContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every shape of check that is compiled, at its bounds, against Datalog. */
class CompiledCaveatTest {
  private static final List<OperationShape> OPERATIONS =
      List.of(
          new OperationShape("s", "get", List.of("a", "b"), ResourceRole.NAME),
          new OperationShape("s", "find", List.of("a"), ResourceRole.PATTERN),
          new OperationShape("s", "add", List.of("b"), ResourceRole.NONE));
  private static final List<String> PREDICATES =
      List.of(
          "resource($x)",
          "resource_pattern($x)",
          "argument(\"a\", $x)",
          "argument_size(\"a\", $x)");
  private static final List<String> TESTS =
      List.of(
          "$x < 5",
          "$x <= 5",
          "$x > 5",
          "$x >= 5",
          "5 < $x",
          "5 <= $x",
          "5 > $x",
          "5 >= $x",
          "$x == 5",
          "$x != 5",
          "5 == $x",
          "$x === 5",
          "$x !== 5",
          "$x == \"ab\"",
          "$x != \"ab\"",
          "$x === \"ab\"",
          "$x !== \"ab\"",
          "\"ab\" == $x",
          "{\"ab\", \"b\"}.contains($x)",
          "{4, 5}.contains($x)",
          "!{\"ab\"}.contains($x)",
          "$x.starts_with(\"a\")",
          "$x.ends_with(\"b\")",
          "$x.contains(\"b\")",
          "$x.matches(\"^a.?$\")",
          "$x.matches(\"(\")",
          "!$x.starts_with(\"a\")",
          "!($x == 5)",
          "$x == 5 || $x < 3",
          "$x.starts_with(\"a\") && $x.ends_with(\"b\")",
          "$x == \"ab\" || $x == \"b\"",
          "$x > 3, $x < 6",
          "true",
          "false",
          "$x == \"b\" || true");
  private static final List<String> TIMES =
      List.of(
          "time($t), $t < 1970-01-01T00:01:40Z",
          "time($t), $t <= 1970-01-01T00:01:40Z",
          "time($t), $t > 1970-01-01T00:01:40Z",
          "time($t), $t >= 1970-01-01T00:01:40Z",
          "time($t), 1970-01-01T00:01:40Z > $t",
          "operation(\"get\")",
          "operation($o), $o == \"find\"",
          "operation($o), {\"get\", \"add\"}.contains($o)",
          "service(\"s\")",
          "service(\"t\")",
          "resource(\"ab\")",
          "argument(\"a\", 5)",
          "argument(\"a\", \"ab\")",
          "operation(\"get\"), resource($r), $r == \"ab\"",
          "holder(\"ed25519/00\")");

  private record OneCall(OperationShape shape, @Nullable Object value, long epochSeconds)
      implements Call {
    @Override
    public String resource() {
      return value instanceof String s ? s : "none";
    }

    @Override
    public @Nullable Object argument(int index) {
      return index == 0 ? value : null;
    }
  }

  private static List<OneCall> calls(int operation) {
    List<OneCall> calls = new ArrayList<>();
    OperationShape shape = OPERATIONS.get(operation);
    for (Object value :
        List.of(
            "a",
            "ab",
            "abb",
            "b",
            "",
            "5",
            3L,
            4L,
            5L,
            6L,
            5.0,
            5.5,
            true,
            Bytes.utf8("ab"),
            List.of("ab"),
            "\ud800",
            "x".repeat(5_000))) {
      calls.add(new OneCall(shape, value, 100));
    }
    for (long second : new long[] {99, 100, 101}) {
      calls.add(new OneCall(shape, null, second));
    }
    return calls;
  }

  private static List<String> queries() {
    List<String> queries = new ArrayList<>(TIMES);
    for (String predicate : PREDICATES) {
      TESTS.forEach(test -> queries.add(predicate + ", " + test));
    }
    return queries;
  }

  @Test
  void compiledChecks_sayWhatDatalogSays() {
    for (String query : queries()) {
      for (String kind : List.of("check if ", "check all ", "reject if ")) {
        compare(kind + query);
      }
      compare("check if operation(\"add\") or " + query);
      compare("reject if " + query + " or argument(\"b\", \"never\")");
    }
  }

  private static void compare(String check) {
    Block block = Datalog.block(check);
    List<SignedBlockContent> token = List.of(new SignedBlockContent(block, Optional.empty()));
    Caveats caveats = Caveats.of(token, OPERATIONS, Set.of());
    assertTrue(caveats.evaluated().isEmpty(), "compiled: " + check);
    CompiledCaveat compiled = caveats.compiled().getFirst();
    for (int operation = 0; operation < OPERATIONS.size(); operation++) {
      for (OneCall call : calls(operation)) {
        boolean expected = datalog(call, token);
        assertEquals(expected, compiled.admits(operation, call), () -> check + " " + call);
        assertTrue(!expected || compiled.canAdmit(operation), check);
        assertTrue(expected || !compiled.alwaysAdmits(operation), check);
      }
    }
  }

  private static boolean datalog(OneCall call, List<SignedBlockContent> token) {
    Block facts =
        new Block(List.of(), CallFacts.of(call, Set.of()), List.of(), List.of(), Optional.empty());
    return Authorizer.of(new Program(facts, List.of(Datalog.policy("allow if true"))))
        .evaluate(token)
        .authorization()
        .isAllowed();
  }

  @Test
  void whatJoinsOrComputes_isLeftToDatalog() {
    for (String check :
        List.of(
            "check if resource($r), argument(\"a\", $r)",
            "check if resource($r), $r.length() < 3",
            "check if argument($n, 5)",
            "check if argument(\"a\", $x), [1, 2].any($e -> $e == $x)",
            "check if known($x), resource($x)",
            "check if argument(\"a\", $x), $x + 1 == 6",
            "check if holder($k)")) {
      List<SignedBlockContent> token =
          List.of(new SignedBlockContent(Datalog.block(check), Optional.empty()));
      assertEquals(List.of(), Caveats.of(token, OPERATIONS, Set.of()).compiled(), check);
    }
  }

  @Test
  void rulesAndClaimedFacts_leaveTheWholeTokenToDatalog() {
    for (String block :
        List.of(
            "a($x) <- resource($x); check if operation(\"get\")",
            "operation(\"get\"); check if operation(\"get\")")) {
      List<SignedBlockContent> token =
          List.of(new SignedBlockContent(Datalog.block(block), Optional.empty()));
      Caveats caveats = Caveats.of(token, OPERATIONS, Set.of());
      assertEquals(List.of(), caveats.compiled());
      assertEquals(1, caveats.evaluated().orElseThrow().checks().size());
    }
  }
}

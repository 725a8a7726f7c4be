package dev.symphony.capabilities.datalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.symphony.capabilities.Bytes;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Text that is no program is refused where it goes wrong. */
class SyntaxErrorTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "a(1)b(2);|1|5|expected ';' but found 'b'",
        "a($x);|1|1|a fact has no variables, but this one has $x",
        "a(1);¶ b(;|2|4|expected a value but found ';'",
        "a(1);¶¶check if;|3|9|expected a value but found ';'",
        "allow if 1 < 2 < 3;|1|16|expected ';' but found '<'",
        "r($y) <- s($x);|1|1|a variable of the head is in no predicate of the body",
        "a(\"abc);|1|3|the string does not end",
        "a(\"\\q\");|1|5|unknown escape sequence",
        "a({1, \"b\"});|1|3|the elements of a set are of the same type",
        "a({{1}, {2}});|1|3|sets cannot contain other sets",
        "a({true : 1});|1|3|the keys of a map are integers and strings",
        "a(9223372036854775808);|1|3|the integer does not fit 64 bits",
        "a(2024-02-30T00:00:00Z);|1|3|there is no such date, or it lies before 1970",
        "a(1969-12-31T23:59:59Z);|1|3|there is no such date, or it lies before 1970",
        "a(2024-01-01T00:00:00);|1|3|a date ends with Z or an offset",
        "a(hex:abc);|1|7|hexadecimal digits come in pairs",
        "check if 1.foo(2);|1|12|unknown method foo",
        "check if {1}.any(1);|1|18|expected a closure, like $x -> $x > 0 but found '1'",
        "check if true trusting someone;|1|24|expected authority, previous or a public key but"
            + " found 's'",
        "check if true trusting ed25519/00;|1|32|not a public key of ed25519",
        "a({name});|1|3|no value was given for the parameter name",
        "a(1) /* never|1|6|the comment does not end",
        "check if 2024-01-01T00:00:00Z.type() == \"date\";|1|30|put the date in parentheses to call"
            + " a method on it"
      })
  void problemsAreLocated(String text, int line, int column, String problem) {
    DatalogSyntaxException refusal =
        assertThrows(DatalogSyntaxException.class, () -> Datalog.program(text.replace('¶', '\n')));
    assertEquals(
        List.of(line, column, problem),
        List.of(refusal.line(), refusal.column(), refusal.problem()));
  }

  @Test
  void nestingIsBounded() {
    for (String text :
        List.of("(".repeat(5_000), "[".repeat(5_000), "!".repeat(5_000), "1+".repeat(100_000))) {
      assertThrows(DatalogSyntaxException.class, () -> Datalog.program("check if " + text));
    }
  }

  @Test
  void policiesDoNotBelongInBlocks() {
    assertThrows(DatalogSyntaxException.class, () -> Datalog.block("allow if true;"));
  }

  @Test
  void parametersAreValues_notText() {
    Term hostile = Term.of("x\"); admin(\"me");
    Block block = Datalog.block("user({name});", Datalog.Parameters.of(Map.of("name", hostile)));
    assertEquals(List.of(Fact.of("user", hostile)), block.facts());
    assertEquals(block, Datalog.block(block.toString()));
  }

  @Test
  void allKindsOfStatements_readBack() {
    String text =
        """
        trusting authority, previous;
        // a comment
        user("alice"); /* another
        one */ data(hex:00ff, 2024-05-06T07:08:09+02:00, -1, null, {,}, {}, {"a": [1]});
        right($f, "read") <- resource($f), user($u), $u.length() > 3 trusting authority;
        check if resource($r), $r.starts_with("a") or operation("read");
        check all user($u), $u != "bob";
        reject if user("eve")\
        """;
    Block block = Datalog.block(text);
    assertEquals(block, Datalog.block(block.toString()));
    assertEquals(
        Fact.of(
            "data",
            Term.of(Bytes.fromHex("00ff")),
            new Term.Date(1_714_972_089),
            Term.of(-1),
            Term.nothing(),
            Term.setOf(List.of()),
            Term.mapOf(Map.of()),
            Term.mapOf(Map.of(Term.of("a"), Term.arrayOf(List.of(Term.of(1)))))),
        block.facts().get(1));
  }
}

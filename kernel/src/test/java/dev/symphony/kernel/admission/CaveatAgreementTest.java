package dev.symphony.kernel.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.capabilities.Bytes;
import dev.symphony.capabilities.datalog.Authorizer;
import dev.symphony.capabilities.datalog.Block;
import dev.symphony.capabilities.datalog.Datalog;
import dev.symphony.capabilities.datalog.Fact;
import dev.symphony.capabilities.datalog.Program;
import dev.symphony.capabilities.datalog.Term;
import dev.symphony.capabilities.right.Constraint;
import dev.symphony.capabilities.right.ResourcePath;
import dev.symphony.capabilities.right.ResourcePattern;
import dev.symphony.capabilities.right.Right;
import dev.symphony.capabilities.token.RootKeys;
import dev.symphony.capabilities.token.TokenVerifier;
import dev.symphony.capabilities.token.UnverifiedToken;
import dev.symphony.capabilities.token.Verification;
import dev.symphony.capabilities.token.VerifiedToken;
import dev.symphony.kernel.grant.Grant;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/** The handle that a token leads to, against a whole Datalog authorizer for every call. */
class CaveatAgreementTest {
  private static final List<String> OPERATIONS = List.of("get", "find", "scan", "add");
  private static final Object NULL = Missing.ARGUMENT;
  private static final List<List<String>> PARAMETERS =
      List.of(List.of("path"), List.of("glob"), List.of("prefix"), List.of("a", "b"));

  /** Stands for null where generated values can't be null. */
  private enum Missing {
    ARGUMENT
  }

  record Use(int operation, List<Object> values, int seconds) {
    /** The arguments, with null for {@link #NULL}. */
    @Nullable Object[] arguments() {
      @Nullable Object[] arguments = new @Nullable Object[values.size()];
      for (int i = 0; i < arguments.length; i++) {
        arguments[i] = values.get(i) instanceof Missing ? null : values.get(i);
      }
      return arguments;
    }
  }

  record Given(Right right, List<String> blocks, List<Use> calls) {}

  @Property(tries = 1000)
  void handleAndAuthorizer_neverDisagree(@ForAll("given") Given given) {
    Home home = Home.fresh();
    UnverifiedToken token = home.token(home.grant(given.right()));
    for (String block : given.blocks()) {
      token = Home.narrowed(token, block);
    }
    Optional<Grant> handle = handle(home, token);
    VerifiedToken verified = verified(home, token);
    for (Use use : given.calls()) {
      home.clock.advance(Duration.ofSeconds(use.seconds()));
      boolean fast = handle.isPresent() && passes(handle.get(), use);
      assertEquals(reference(home, verified, use), fast, () -> given.blocks() + " " + use);
    }
  }

  @Property(tries = 400)
  void attenuations_neverWiden(@ForAll("given") Given given) {
    Home home = Home.fresh();
    Grant original = home.grant(given.right());
    List<Optional<Grant>> handles = new ArrayList<>();
    handles.add(Optional.of(original));
    UnverifiedToken token = home.token(original);
    handles.add(handle(home, token));
    for (String block : given.blocks()) {
      token = Home.narrowed(token, block);
      handles.add(handle(home, token));
    }
    for (Use use : given.calls()) {
      home.clock.advance(Duration.ofSeconds(use.seconds()));
      List<Boolean> passes =
          handles.stream().map(h -> h.isPresent() && passes(h.get(), use)).toList();
      for (int i = 1; i < passes.size(); i++) {
        assertTrue(passes.get(i - 1) || !passes.get(i), given.blocks() + " " + use + passes);
      }
    }
  }

  private static Optional<Grant> handle(Home home, UnverifiedToken token) {
    return switch (home.present(token)) {
      case AdmissionResult.Admitted(long handle, Grant grant) -> Optional.of(grant);
      case AdmissionResult.Refused(String code, String message) -> {
        assertTrue(Set.of("token-allows-nothing", "token-holder-proof").contains(code), code);
        yield Optional.empty();
      }
    };
  }

  private static boolean passes(Grant grant, Use use) {
    return grant.refusal(use.operation(), use.arguments()) == null;
  }

  /** The resource is well-formed, and Datalog allows what is stated about the call. */
  private static boolean reference(Home home, VerifiedToken token, Use use) {
    List<Fact> facts = new ArrayList<>();
    facts.add(Fact.of("service", Term.of("store")));
    facts.add(Fact.of("operation", Term.of(OPERATIONS.get(use.operation()))));
    facts.add(Fact.of("time", Term.of(Instant.ofEpochMilli(home.clock.epochMillis()))));
    if (use.operation() < 3) {
      if (!(use.arguments().length > 0 && use.arguments()[0] instanceof String named)) {
        return false;
      }
      String resource = use.operation() == 2 ? named + "*/**" : named;
      boolean wellFormed =
          switch (use.operation()) {
            case 0 -> ResourcePath.canonical(named).isPresent();
            case 1 ->
                ResourcePath.canonical(named).isPresent()
                    && ResourcePattern.parse(named).isPresent();
            default -> ResourcePattern.ofPrefix(named).isPresent();
          };
      if (!wellFormed) {
        return false;
      }
      facts.add(Fact.of(use.operation() == 0 ? "resource" : "resource_pattern", text(resource)));
    }
    List<String> parameters = PARAMETERS.get(use.operation());
    for (int i = 0; i < parameters.size(); i++) {
      @Nullable Object[] arguments = use.arguments();
      Object value = i < arguments.length ? arguments[i] : null;
      facts.add(Fact.of("argument", Term.of(parameters.get(i)), term(value)));
      facts.add(Fact.of("argument_size", Term.of(parameters.get(i)), Term.of(size(value))));
    }
    Block block = new Block(List.of(), facts, List.of(), List.of(), Optional.empty());
    Program program = new Program(block, List.of(Datalog.policy("allow if true")));
    return token.authorize(Authorizer.of(program)).authorization().isAllowed();
  }

  private static VerifiedToken verified(Home home, UnverifiedToken token) {
    TokenVerifier verifier = TokenVerifier.of(RootKeys.single(home.rootKey.publicKey()));
    return ((Verification.Verified) verifier.verify(token)).token();
  }

  private static Term text(String text) {
    if (!text.startsWith("\ud800")) {
      return Term.of(text);
    }
    String hex = text.chars().mapToObj("%04x"::formatted).collect(Collectors.joining());
    return Term.of(Bytes.fromHex(hex));
  }

  private static Term term(@Nullable Object value) {
    return switch (value) {
      case null -> Term.nothing();
      case String s -> text(s);
      case Long l -> Term.of(l);
      case Double d when d == 3.0 -> Term.of(3);
      case Double d -> Term.of(d.toString());
      case Boolean b -> Term.of(b);
      case Bytes b -> Term.of(b);
      case List<?> list -> Term.arrayOf(list.stream().map(CaveatAgreementTest::term).toList());
      case Map<?, ?> map -> Term.mapOf(Map.of());
      default -> throw new AssertionError(value);
    };
  }

  private static long size(@Nullable Object value) {
    return switch (value) {
      case null -> 0;
      case String s -> s.length();
      case Bytes b -> b.length();
      case List<?> list -> list.size();
      case Map<?, ?> map -> map.size();
      default -> Integer.MAX_VALUE;
    };
  }

  @Provide
  Arbitrary<Given> given() {
    return Combinators.combine(
            rights(), blocks().list().ofMaxSize(3), calls().list().ofMinSize(5).ofMaxSize(25))
        .as(Given::new);
  }

  private static Arbitrary<String> blocks() {
    Arbitrary<String> value =
        Arbitraries.of("\"a\"", "\"a/b\"", "\"x.c\"", "3", "5", "true", "null", "\"2.5\"");
    Arbitrary<String> variable = Arbitraries.of("resource($x)", "resource_pattern($x)");
    Arbitrary<String> argument =
        Arbitraries.of("a", "b", "path", "glob", "none").map(p -> "argument(\"" + p + "\", $x)");
    Arbitrary<String> size =
        Arbitraries.of("a", "path", "prefix").map(p -> "argument_size(\"" + p + "\", $x)");
    Arbitrary<String> fixed =
        Arbitraries.of(
            "operation(\"get\")",
            "operation(\"add\")",
            "operation($o), {\"get\", \"find\"}.contains($o)",
            "operation($o), $o != \"scan\"",
            "service(\"store\")",
            "service($s), $s.starts_with(\"st\")",
            "service(\"other\")",
            "resource(\"a\")",
            "resource(\"a/b\")",
            "time($t), $t < 1970-01-01T00:00:09Z",
            "time($t), 1970-01-01T00:00:20Z >= $t",
            "time($t), $t >= 1970-01-01T00:00:03Z",
            "argument(\"a\", 3)",
            "argument(\"a\", \"a\")",
            "holder(\"ed25519/00\")",
            "true",
            "false",
            "right($g, $s, $o, $r)",
            "word($w), resource($w)",
            "time($t), operation($o), $t.type() == \"date\"",
            "operation($x), argument(\"path\", $x)",
            "operation($o), resource($r), $o == \"get\" && $r == \"a/b\"");
    Arbitrary<String> test =
        Combinators.combine(value, value, Arbitraries.integers().between(0, 20))
            .as(CaveatAgreementTest::test);
    Arbitrary<String> joined =
        Combinators.combine(test, test, Arbitraries.of(" && ", " || ", ", "))
            .as((l, r, op) -> l + op + r);
    Arbitrary<String> open =
        Combinators.combine(
                Arbitraries.frequencyOf(
                    Tuple.of(3, variable), Tuple.of(3, argument), Tuple.of(1, size)),
                Arbitraries.frequencyOf(Tuple.of(3, test), Tuple.of(1, joined)))
            .as((p, t) -> p + ", " + t);
    Arbitrary<String> query = Arbitraries.frequencyOf(Tuple.of(2, fixed), Tuple.of(3, open));
    Arbitrary<String> check =
        Combinators.combine(
                Arbitraries.of("check if ", "check all ", "reject if "),
                query.list().ofMinSize(1).ofMaxSize(3))
            .as((kind, queries) -> kind + String.join(" or ", queries) + ";\n");
    Arbitrary<String> rest =
        Arbitraries.of(
            "",
            "",
            "",
            "",
            "",
            "",
            "",
            "",
            "",
            "",
            "word(\"a\"); word(\"b\");\n",
            "resource(\"a\");\n",
            "word($x) <- resource($x);\n",
            "bad($x) <- argument(\"a\", $x), $x + 1 > 0;\n",
            "trusting previous;\n");
    return Combinators.combine(rest, check.list().ofMaxSize(2))
        .as((extra, checks) -> extra + String.join("", checks));
  }

  private static String test(String one, String two, int shape) {
    String text = one.startsWith("\"") ? one : "\"a\"";
    return switch (shape) {
      case 0, 1 -> "$x == " + one;
      case 2 -> "$x != " + one;
      case 3 -> "$x === " + one;
      case 4 -> "$x < 5";
      case 5 -> "3 <= $x";
      case 6 -> "$x > 5";
      case 7, 8 -> "$x.starts_with(" + text + ")";
      case 9 -> "$x.ends_with(" + text + ")";
      case 10 -> "$x.contains(" + text + ")";
      case 11 -> "$x.matches(\"^[a-z/]*$\")";
      case 12, 13 -> "{\"a\", \"x.c\", \"a/b\"}.contains($x)";
      case 14 -> "!($x == " + one + ")";
      case 15 -> "!$x.starts_with(" + text + ")";
      case 16 -> "($x == " + one + " || $x == " + two + ")";
      case 17 -> "$x.length() < 3";
      case 18 -> "$x.type() == \"string\"";
      case 19 -> "$x <= 5";
      default -> "[1, 2].any($e -> $e == $x)";
    };
  }

  private static Arbitrary<Use> calls() {
    Arbitrary<Object> name =
        Arbitraries.of(
            "a", "a/b", "a/b/c", "b", "x.c", "a/x.c", "a/**", "a/*.c", "**", "a/../b", "", "*",
            "a?", "a/", "\ud800", "😀");
    Arbitrary<Object> any =
        Arbitraries.of(
            Arrays.asList(
                "a",
                "a/b",
                "2.5",
                3L,
                5L,
                6L,
                -1L,
                3.0,
                2.5,
                true,
                NULL,
                Bytes.utf8("a"),
                List.of("a", 1L),
                Map.of(),
                "\ud800"));
    Arbitrary<Object> first = Arbitraries.frequencyOf(Tuple.of(6, name), Tuple.of(1, any));
    return Combinators.combine(
            Arbitraries.integers().between(0, 3),
            first,
            any.list().ofMaxSize(2),
            Arbitraries.integers().between(0, 3))
        .as((operation, resource, values, seconds) ->
            new Use(operation, operation < 3 ? Arrays.asList(resource) : values, seconds));
  }

  private static Arbitrary<Right> rights() {
    Arbitrary<Set<String>> operations =
        Arbitraries.of(
            Set.of("get", "find"), Set.of("*"), Set.of("*"), Set.of("scan", "add"), Set.of());
    Arbitrary<List<ResourcePattern>> resources =
        Arbitraries.of(
                "**", "**", "a/**", "a", "*", "*.c", "a/*.c", "**/*.c", "a/**/b", "a?", "?", "??",
                "a/b*", "a/**/**")
            .map(ResourcePattern::of)
            .list()
            .ofMinSize(1)
            .ofMaxSize(2);
    Arbitrary<Constraint> constraint =
        Arbitraries.of(
            new Constraint.Expires(Instant.ofEpochMilli(8_000)),
            new Constraint.Expires(Instant.ofEpochMilli(20_000)),
            new Constraint.AtMost("a", 5),
            new Constraint.AtMost("b", 4.5),
            new Constraint.MaxLength("path", 2),
            new Constraint.MaxLength("a", 1),
            new Constraint.OneOf("glob", Set.of("a", "a/**")),
            new Constraint.OneOf("path", Set.of("a", "a/b")));
    return Combinators.combine(operations, resources, constraint.list().ofMaxSize(2))
        .as((o, r, c) -> new Right("store", o, r, c));
  }
}

package dev.symphony.capabilities.datalog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.symphony.capabilities.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What is printed reads back as what it was. */
class PrinterPropertyTest {
  private static final String LETTERS = "aZé_9:\u4e2d";

  @Property(tries = 1_000)
  void values_readBack(@ForAll long seed) {
    Fact fact = Fact.of("f", value(new Random(seed), 3));
    assertEquals(fact, Datalog.fact(fact.toString()));
  }

  @Property(tries = 1_000)
  void expressions_readBackUpToParentheses(@ForAll long seed) {
    Expression expression = new Expression(ops(new Random(seed), 4));
    Check check =
        new Check(Check.Kind.ONE, List.of(new Query(List.of(), List.of(expression), List.of())));
    Check reread = Datalog.check(check.toString());
    assertEquals(
        withoutParentheses(expression.ops()),
        withoutParentheses(reread.queries().getFirst().expressions().getFirst().ops()),
        check::toString);
    assertEquals(reread, Datalog.check(reread.toString()));
    assertEquals(check.toString(), reread.toString());
  }

  private static Term value(Random random, int depth) {
    return switch (random.nextInt(depth > 0 ? 9 : 6)) {
      case 0 -> Term.of(random.nextBoolean() ? random.nextLong() : random.nextInt(5) - 2);
      case 1 -> Term.of(text(random));
      case 2 -> new Term.Date(random.nextBoolean() ? random.nextLong() : random.nextInt());
      case 3 -> Term.of(bytes(random));
      case 4 -> Term.of(random.nextBoolean());
      case 5 -> Term.nothing();
      case 6 -> set(random);
      case 7 -> Term.arrayOf(values(random, depth - 1));
      default ->
          Term.mapOf(
              Map.of(
                  Term.of(random.nextInt(9)),
                  value(random, depth - 1),
                  Term.of(text(random)),
                  value(random, depth - 1)));
    };
  }

  private static List<Term> values(Random random, int depth) {
    List<Term> values = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      values.add(value(random, depth));
    }
    return values;
  }

  private static Term set(Random random) {
    Term first = value(random, 0);
    List<Term> elements = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      Term next = value(random, 0);
      if (next.getClass() == first.getClass()) {
        elements.add(next);
      }
    }
    return Term.setOf(elements);
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    String alphabet = "ab\"\\\n\t\r /*;,(){}$é\u4e2d\0\ud83d";
    for (int i = random.nextInt(6); i > 0; i--) {
      char c = alphabet.charAt(random.nextInt(alphabet.length()));
      text.append(c).append(Character.isSurrogate(c) ? "\ude01" : "");
    }
    return text.toString();
  }

  private static Bytes bytes(Random random) {
    byte[] content = new byte[random.nextInt(4)];
    random.nextBytes(content);
    return Bytes.copyOf(content);
  }

  private static String name(Random random) {
    return "a" + LETTERS.charAt(random.nextInt(LETTERS.length()));
  }

  /** Instructions that leave one value, with and without the parentheses that text would need. */
  private static List<Op> ops(Random random, int depth) {
    List<Op> ops = new ArrayList<>();
    int kind = depth == 0 ? 0 : random.nextInt(9);
    switch (kind) {
      case 0 ->
          ops.add(
              new Op.Value(
                  random.nextInt(3) == 0 ? Term.variable(name(random)) : value(random, 1)));
      case 1 -> {
        ops.addAll(ops(random, depth - 1));
        UnaryOperator[] all = UnaryOperator.values();
        ops.add(new Op.Unary(all[random.nextInt(all.length)]));
      }
      case 2 -> {
        ops.addAll(ops(random, depth - 1));
        ops.add(new Op.UnaryCall(name(random)));
      }
      case 3 -> {
        ops.addAll(ops(random, depth - 1));
        ops.addAll(ops(random, depth - 1));
        ops.add(new Op.BinaryCall(name(random)));
      }
      default -> binary(random, depth, ops);
    }
    return ops;
  }

  private static void binary(Random random, int depth, List<Op> ops) {
    BinaryOperator[] all = BinaryOperator.values();
    BinaryOperator operator = all[random.nextInt(all.length)];
    List<Op> left = ops(random, depth - 1);
    List<Op> right = ops(random, depth - 1);
    switch (operator) {
      case LAZY_AND, LAZY_OR -> {
        ops.addAll(left);
        ops.add(new Op.Closure(List.of(), right));
      }
      case ALL, ANY -> {
        ops.addAll(left);
        ops.add(new Op.Closure(List.of(name(random)), right));
      }
      case TRY_OR -> {
        ops.add(new Op.Closure(List.of(), left));
        ops.addAll(right);
      }
      default -> {
        ops.addAll(left);
        ops.addAll(right);
      }
    }
    ops.add(new Op.Binary(operator));
  }

  private static List<Op> withoutParentheses(List<Op> ops) {
    List<Op> without = new ArrayList<>();
    for (Op op : ops) {
      if (op instanceof Op.Closure(var parameters, var body)) {
        without.add(new Op.Closure(parameters, withoutParentheses(body)));
      } else if (!op.equals(new Op.Unary(UnaryOperator.PARENS))) {
        without.add(op);
      }
    }
    return without;
  }
}

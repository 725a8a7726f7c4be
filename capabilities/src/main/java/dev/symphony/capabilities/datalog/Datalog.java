package dev.symphony.capabilities.datalog;

import dev.symphony.capabilities.key.PublicKey;
import java.util.Map;
import java.util.function.Function;

/**
 * The text form of the language: reads programs, and fills in parameters without pasting text.
 *
 * <p>A parameter is written {@code {name}} where a value or, after {@code trusting}, a key may
 * stand. All methods throw {@link DatalogSyntaxException} when the text is not what they read.
 */
public final class Datalog {
  private Datalog() {}

  /** The content of a token's block. */
  public static Block block(String text) {
    return block(text, Parameters.none());
  }

  /** The content of a token's block, with parameters. */
  public static Block block(String text, Parameters parameters) {
    return whole(text, parameters, StatementParser::block);
  }

  /** The program of an authorizer. */
  public static Program program(String text) {
    return program(text, Parameters.none());
  }

  /** The program of an authorizer, with parameters. */
  public static Program program(String text, Parameters parameters) {
    return whole(text, parameters, StatementParser::program);
  }

  /** One fact. */
  public static Fact fact(String text) {
    return whole(text, Parameters.none(), StatementParser::fact);
  }

  /** One rule. */
  public static Rule rule(String text) {
    return whole(text, Parameters.none(), StatementParser::rule);
  }

  /** One check. */
  public static Check check(String text) {
    return whole(text, Parameters.none(), StatementParser::check);
  }

  /** One policy. */
  public static Policy policy(String text) {
    return whole(text, Parameters.none(), StatementParser::policy);
  }

  private static <T> T whole(
      String text, Parameters parameters, Function<StatementParser, T> reading) {
    Scanner scanner = new Scanner(text);
    T result = reading.apply(new StatementParser(scanner, parameters));
    scanner.skipSpace();
    if (!scanner.atEnd()) {
      throw scanner.error("expected the end of the text" + scanner.found());
    }
    return result;
  }

  /** The values of the parameters in a text. */
  public record Parameters(Map<String, Term> terms, Map<String, PublicKey> keys) {
    public Parameters {
      terms = Map.copyOf(terms);
      keys = Map.copyOf(keys);
    }

    /** No parameters. */
    public static Parameters none() {
      return new Parameters(Map.of(), Map.of());
    }

    /** Parameters that stand for values. */
    public static Parameters of(Map<String, Term> terms) {
      return new Parameters(terms, Map.of());
    }
  }
}

package dev.symphony.capabilities.datalog;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The deciding side: a program with policies, limits, and functions for expressions to call.
 *
 * <p>It is immutable; one authorizer can decide about many tokens. Every evaluation starts afresh.
 */
public final class Authorizer {
  private final Program program;
  private final Limits limits;
  private final Map<String, ExternFunction> functions;

  private Authorizer(Program program, Limits limits, Map<String, ExternFunction> functions) {
    this.program = program;
    this.limits = limits;
    this.functions = functions;
  }

  /** An authorizer with the standard limits and no functions. */
  public static Authorizer of(Program program) {
    return new Authorizer(program, Limits.standard(), Map.of());
  }

  /** This authorizer with other limits. */
  public Authorizer withLimits(Limits other) {
    return new Authorizer(program, other, functions);
  }

  /** This authorizer with one more function for expressions to call. */
  public Authorizer withFunction(String name, ExternFunction function) {
    Map<String, ExternFunction> more = new HashMap<>(functions);
    more.put(name, function);
    return new Authorizer(program, limits, Map.copyOf(more));
  }

  /** The program. */
  public Program program() {
    return program;
  }

  /** The limits of one evaluation. */
  public Limits limits() {
    return limits;
  }

  Map<String, ExternFunction> functions() {
    return functions;
  }

  /** Decides without a token. */
  public Evaluation evaluate() {
    return evaluate(List.of());
  }

  /**
   * Decides about the content of a token.
   *
   * <p>Whoever calls this answers for the signatures of the blocks; a verified token calls it
   * itself.
   *
   * @param blocks the blocks, the authority first; at most {@link Origin#MAX_BLOCKS}
   */
  public Evaluation evaluate(List<SignedBlockContent> blocks) {
    return Evaluation.of(this, blocks);
  }
}

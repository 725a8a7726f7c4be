package dev.symphony.capabilities.token;

import dev.symphony.capabilities.datalog.Authorizer;
import dev.symphony.capabilities.datalog.Evaluation;
import dev.symphony.capabilities.datalog.Limits;
import dev.symphony.capabilities.datalog.OriginFact;
import dev.symphony.capabilities.datalog.Program;
import dev.symphony.capabilities.datalog.SignedBlockContent;
import java.time.Duration;
import java.util.List;

/**
 * An authorization frozen for inspection: the program, what the token's blocks said, and all facts.
 *
 * <p>A snapshot carries no signatures. It shows how a decision came about; it is no ground to allow
 * anything, because whoever can write its bytes can make it say anything.
 *
 * @param program the authorizer's program
 * @param blocks what the blocks of the token said
 * @param facts all facts, with their origins
 * @param limits the limits of the evaluation
 * @param iterations how many rounds made new facts
 * @param executionTime how long the evaluation took, or zero where nobody measured
 */
public record AuthorizerSnapshot(
    Program program,
    List<SignedBlockContent> blocks,
    List<OriginFact> facts,
    Limits limits,
    long iterations,
    Duration executionTime) {
  public AuthorizerSnapshot {
    blocks = List.copyOf(blocks);
    facts = List.copyOf(facts);
  }

  /** The snapshot of an evaluation. */
  public static AuthorizerSnapshot of(Evaluation evaluation) {
    return new AuthorizerSnapshot(
        evaluation.authorizer().program(),
        evaluation.blocks(),
        evaluation.facts(),
        evaluation.authorizer().limits(),
        evaluation.iterations(),
        Duration.ZERO);
  }

  /**
   * The snapshot in these bytes.
   *
   * @throws TokenException if the bytes are not a snapshot
   */
  public static AuthorizerSnapshot parse(byte[] snapshot) {
    return SnapshotReader.read(snapshot);
  }

  /** The bytes of the snapshot. */
  public byte[] serialize() {
    return SnapshotWriter.write(this).toArray();
  }

  /** Evaluates the program and the blocks again, from the start. */
  public Evaluation replay() {
    return Authorizer.of(program).withLimits(limits).evaluate(blocks);
  }
}

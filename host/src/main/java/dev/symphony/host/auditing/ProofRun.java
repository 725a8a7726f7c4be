package dev.symphony.host.auditing;

import dev.symphony.capabilities.Bytes;
import dev.symphony.document.DocumentException;
import dev.symphony.host.UserError;
import dev.symphony.host.service.Services;
import dev.symphony.policy.proof.Chain;
import dev.symphony.policy.proof.Invariant;
import dev.symphony.policy.proof.InvariantReader;
import dev.symphony.policy.proof.Prover;
import dev.symphony.policy.proof.Verdict;
import dev.symphony.policy.rehearsal.Rehearsal;
import dev.symphony.policy.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** Puts invariants to the prover; a chain that breaks one is played before it is believed. */
public final class ProofRun {
  private final Prover prover;
  private final Function<Chain, Rehearsal.Outcome> rehearsal;
  private final String players;

  private ProofRun(Prover prover, Function<Chain, Rehearsal.Outcome> rehearsal, String players) {
    this.prover = prover;
    this.rehearsal = rehearsal;
    this.players = players;
  }

  /** What came of an invariant. */
  public enum Answer {
    PROVED("PROVED"),
    VIOLATED("VIOLATED"),
    UNKNOWN("UNKNOWN"),
    /** The prover believes in a chain that does not come through: a bug. */
    NOT_REPRODUCED("NOT REPRODUCED");

    private final String text;

    Answer(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /**
   * The answer to one invariant.
   *
   * @param chain the calls that break it, empty when there are none
   * @param because how it is known, or why it is not
   */
  public record Result(Invariant invariant, Answer answer, List<String> chain, String because) {
    public Result {
      chain = List.copyOf(chain);
    }
  }

  /** Chains are played by guests in workers. */
  public static ProofRun withGuests(World world, GuestRehearsal guests) {
    return new ProofRun(
        new Prover(world, Services.CATALOG),
        chain -> guests.play(chain.script(), world),
        "the chain was played by guests in workers, and came through");
  }

  /** Chains are played on a kernel by the host itself, which the prover does in any case. */
  public static ProofRun withPuppets(World world) {
    return new ProofRun(
        new Prover(world, Services.CATALOG),
        chain -> new Rehearsal.Outcome.Reproduced(),
        "the chain was played on a kernel, and came through");
  }

  /**
   * Reads the invariants in a file.
   *
   * @throws UserError when there is a mistake in it
   */
  public static List<Invariant> read(Path file) throws UserError {
    try {
      return InvariantReader.read(file.toString(), Bytes.ofOwnedArray(Files.readAllBytes(file)));
    } catch (DocumentException e) {
      throw new UserError(e.problems().getFirst().code(), String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new UserError("file-unreadable", "can't read " + file + ": " + e, e);
    }
  }

  /** Decides about one. */
  public Result of(Invariant invariant) {
    return switch (prover.prove(invariant)) {
      case Verdict.Proved(String how) -> new Result(invariant, Answer.PROVED, List.of(), how);
      case Verdict.Unknown(String why) -> new Result(invariant, Answer.UNKNOWN, List.of(), why);
      case Verdict.Violated(Chain chain) ->
          switch (rehearsal.apply(chain)) {
            case Rehearsal.Outcome.Reproduced r ->
                new Result(invariant, Answer.VIOLATED, chain.steps(), players);
            case Rehearsal.Outcome.Failed(String why) ->
                new Result(
                    invariant,
                    Answer.NOT_REPRODUCED,
                    chain.steps(),
                    "this is a bug of Symphony, please report it: " + why);
          };
    };
  }
}

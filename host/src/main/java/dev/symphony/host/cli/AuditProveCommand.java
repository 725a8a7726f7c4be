package dev.symphony.host.cli;

import dev.symphony.host.UserError;
import dev.symphony.host.auditing.GuestRehearsal;
import dev.symphony.host.auditing.ProofRun;
import dev.symphony.policy.proof.Invariant;
import dev.symphony.policy.world.World;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code symphony audit prove}. */
@Command(
    name = "prove",
    mixinStandardHelpOptions = true,
    description = "Proves invariants, or shows a shortest chain of calls that breaks them.",
    footer = {
      "",
      "A chain is played on a kernel with generated guests in worker processes before it is shown.",
      "Exit codes: 0 all proved, 1 one is violated, 5 one is unknown or a chain does not reproduce."
    })
final class AuditProveCommand extends JsonCommand {

  @Parameters(paramLabel = "FILE", description = "The file with the invariants.")
  private Path file = Path.of("");

  @Mixin private WorldOptions world = new WorldOptions();

  @Option(
      names = "--rehearse",
      paramLabel = "guests|puppets",
      description = "Who plays the chains: guests in workers (default), or the host itself.")
  private Players players = Players.GUESTS;

  /** Who plays chains. */
  enum Players {
    GUESTS,
    PUPPETS
  }

  AuditProveCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  public Integer call() throws UserError, IOException {
    List<Invariant> invariants = ProofRun.read(file);
    World asked = world.read(surroundings());
    Map<ProofRun.Answer, Long> counts = new LinkedHashMap<>();
    List<Map<String, @Nullable Object>> results = new ArrayList<>();
    try (GuestRehearsal guests = GuestRehearsal.open(surroundings().environment())) {
      ProofRun proofs =
          players == Players.GUESTS
              ? ProofRun.withGuests(asked, guests)
              : ProofRun.withPuppets(asked);
      for (Invariant invariant : invariants) {
        ProofRun.Result result = proofs.of(invariant);
        counts.merge(result.answer(), 1L, Long::sum);
        results.add(map(result));
        if (!wantsJson()) {
          print(result);
        }
      }
    }
    if (wantsJson()) {
      terminal().line(JsonText.compact(Map.of("invariants", results)));
    } else {
      terminal().note(counts.toString());
    }
    return exitCode(counts);
  }

  private static int exitCode(Map<ProofRun.Answer, Long> counts) {
    if (counts.containsKey(ProofRun.Answer.UNKNOWN)
        || counts.containsKey(ProofRun.Answer.NOT_REPRODUCED)) {
      return ExitCode.ERROR;
    }
    return counts.containsKey(ProofRun.Answer.VIOLATED) ? ExitCode.FAILED : ExitCode.OK;
  }

  private static Map<String, @Nullable Object> map(ProofRun.Result result) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("name", result.invariant().name());
    map.put("says", result.invariant().says());
    map.put("verdict", result.answer().toString());
    if (!result.chain().isEmpty()) {
      map.put("chain", result.chain());
    }
    map.put("because", result.because());
    return map;
  }

  private void print(ProofRun.Result result) {
    Terminal terminal = terminal();
    terminal.line(
        result.answer() + "  " + result.invariant().name() + ": " + result.invariant().says());
    for (int i = 0; i < result.chain().size(); i++) {
      terminal.line("    " + (i + 1) + ". " + result.chain().get(i));
    }
    terminal.line("    " + result.because());
  }
}

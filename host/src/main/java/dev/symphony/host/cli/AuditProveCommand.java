package dev.symphony.host.cli;

import dev.symphony.capabilities.Bytes;
import dev.symphony.document.DocumentException;
import dev.symphony.host.UserError;
import dev.symphony.host.auditing.GuestRehearsal;
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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
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
final class AuditProveCommand implements Callable<Integer>, PrintsJson {
  private final Surroundings surroundings;

  @Parameters(paramLabel = "FILE", description = "The file with the invariants.")
  private Path file = Path.of("");

  @Mixin private WorldOptions world = new WorldOptions();

  @Option(
      names = "--rehearse",
      paramLabel = "guests|puppets",
      description = "Who plays the chains: guests in workers (default), or the host itself.")
  private Players players = Players.GUESTS;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  /** Who plays chains. */
  enum Players {
    GUESTS,
    PUPPETS
  }

  AuditProveCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public boolean wantsJson() {
    return json;
  }

  @Override
  public Integer call() throws UserError, IOException {
    List<Invariant> invariants = invariants();
    World asked = world.read(surroundings);
    Prover prover = new Prover(asked, Services.CATALOG);
    Map<String, Long> counts = new LinkedHashMap<>();
    List<Map<String, @Nullable Object>> results = new ArrayList<>();
    try (GuestRehearsal guests = GuestRehearsal.open(surroundings.environment())) {
      for (Invariant invariant : invariants) {
        Map<String, @Nullable Object> result =
            result(invariant, prover.prove(invariant), chain -> rehearse(chain, asked, guests));
        counts.merge(String.valueOf(result.get("verdict")), 1L, Long::sum);
        results.add(result);
        if (!json) {
          print(result);
        }
      }
    }
    if (json) {
      surroundings.terminal().line(JsonText.compact(Map.of("invariants", results)));
    } else {
      surroundings.terminal().note(counts.toString());
    }
    return exitCode(counts);
  }

  private static int exitCode(Map<String, Long> counts) {
    if (counts.containsKey("UNKNOWN") || counts.containsKey("NOT REPRODUCED")) {
      return ExitCode.ERROR;
    }
    return counts.containsKey("VIOLATED") ? ExitCode.FAILED : ExitCode.OK;
  }

  private List<Invariant> invariants() throws UserError {
    try {
      return InvariantReader.read(file.toString(), Bytes.ofOwnedArray(Files.readAllBytes(file)));
    } catch (DocumentException e) {
      throw new UserError(e.problems().getFirst().code(), String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new UserError("file-unreadable", "can't read " + file + ": " + e, e);
    }
  }

  private Map<String, @Nullable Object> result(
      Invariant invariant, Verdict verdict, Function<Chain, Rehearsal.Outcome> rehearsal) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("name", invariant.name());
    map.put("says", invariant.says());
    switch (verdict) {
      case Verdict.Proved(String how) -> {
        map.put("verdict", "PROVED");
        map.put("because", how);
      }
      case Verdict.Unknown(String reason) -> {
        map.put("verdict", "UNKNOWN");
        map.put("because", reason);
      }
      case Verdict.Violated(Chain chain) -> {
        map.put("verdict", "VIOLATED");
        map.put("chain", chain.steps());
        switch (rehearsal.apply(chain)) {
          case Rehearsal.Outcome.Reproduced r ->
              map.put(
                  "because",
                  players == Players.GUESTS
                      ? "the chain was played by guests in workers, and came through"
                      : "the chain was played on a kernel, and came through");
          case Rehearsal.Outcome.Failed(String why) -> {
            map.put("verdict", "NOT REPRODUCED");
            map.put("because", "this is a bug of Symphony, please report it: " + why);
          }
        }
      }
    }
    return map;
  }

  private Rehearsal.Outcome rehearse(Chain chain, World asked, GuestRehearsal guests) {
    return players == Players.GUESTS
        ? guests.play(chain.script(), asked)
        : new Rehearsal.Outcome.Reproduced();
  }

  private void print(Map<String, @Nullable Object> result) {
    Terminal terminal = surroundings.terminal();
    terminal.line(result.get("verdict") + "  " + result.get("name") + ": " + result.get("says"));
    if (result.get("chain") instanceof List<?> steps) {
      for (int i = 0; i < steps.size(); i++) {
        terminal.line("    " + (i + 1) + ". " + steps.get(i));
      }
    }
    terminal.line("    " + result.get("because"));
  }
}

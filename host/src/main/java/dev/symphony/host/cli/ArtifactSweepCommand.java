package dev.symphony.host.cli;

import dev.symphony.host.UserError;
import dev.symphony.host.session.GatedMember;
import dev.symphony.host.session.Isolation;
import dev.symphony.host.session.Session;
import dev.symphony.host.session.SessionOptions;
import dev.symphony.kernel.grant.Holder;
import dev.symphony.pit.stale.Stale;
import dev.symphony.pit.stale.StaleManager;
import dev.symphony.pit.stale.StaleRules;
import dev.symphony.sandbox.runtime.WorkerTempo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code symphony artifact sweep}: archives and deletes what is not worth keeping. */
@Command(
    name = "sweep",
    mixinStandardHelpOptions = true,
    description = "Archives, and later deletes, what nobody has read for long and is worth little.",
    footer = {
      "",
      "Never deleted: what was stored or read within 30 days, is held, is used for training, is the",
      "latest version of a name, or is what another artifact was made from."
    })
final class ArtifactSweepCommand extends AtHome {
  @Option(names = "--dry-run", description = "Only say what would be done, and why.")
  private boolean dryRun;

  ArtifactSweepCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  public Integer call() throws UserError {
    SessionOptions options =
        new SessionOptions(
            Optional.of(directory()),
            Isolation.CONTEXT,
            WorkerTempo.THROUGHPUT,
            terminal()::note,
            surroundings().environment());
    try (Session session = Session.open(options)) {
      StaleManager manager =
          new StaleManager(session.stores().keeper(), StaleRules.DEFAULT, session.clock()::now);
      GatedMember stale =
          GatedMember.of(session.kernel(), Stale.class, manager, new Holder("operator"));
      print(stale.value(dryRun ? "judge" : "sweep"));
      return ExitCode.OK;
    }
  }

  private void print(@Nullable Object judgements) {
    if (wantsJson()) {
      terminal().line(JsonText.compact(judgements));
    } else if (judgements instanceof List<?> list) {
      for (Object judgement : list) {
        if (judgement instanceof Map<?, ?> map) {
          terminal()
              .line("%-8s %s  %s".formatted(map.get("fate"), map.get("digest"), map.get("reason")));
        }
      }
    }
  }
}

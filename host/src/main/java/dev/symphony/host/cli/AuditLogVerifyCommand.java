package dev.symphony.host.cli;

import dev.symphony.audit.AuditLogException;
import dev.symphony.audit.note.VerifiedCheckpoint;
import dev.symphony.audit.verify.CallCheck;
import dev.symphony.audit.verify.CallCoverage;
import dev.symphony.audit.verify.Finding;
import dev.symphony.audit.verify.LogVerification;
import dev.symphony.audit.verify.LogVerifier;
import dev.symphony.host.UserError;
import dev.symphony.host.service.Services;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code symphony audit log verify}. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Verifies every entry, tile, checkpoint and batch of a log, from its files and its public key.",
      "Exit code 0: every byte is as it was signed; 1: it is not, or a call was not covered."
    },
    footer = {
      "",
      "Examples:",
      "  symphony audit log verify --save seen.checkpoint",
      "  symphony audit log verify --since seen.checkpoint    (only what came after)",
      "  symphony audit log verify --calls --json"
    })
final class AuditLogVerifyCommand extends AuditLogSubcommand {
  @Option(
      names = "--since",
      paramLabel = "FILE",
      description = "An earlier checkpoint: verify that the log goes on from it, and what is new.")
  private Optional<Path> since = Optional.empty();

  @Option(
      names = "--save",
      paramLabel = "FILE",
      description = "Keep the verified checkpoint here, for --since.")
  private Optional<Path> save = Optional.empty();

  @Option(
      names = "--calls",
      description = "Check, too, that a grant that was live then covered every call on record.")
  private boolean calls;

  AuditLogVerifyCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  int run() throws UserError, AuditLogException, IOException {
    LogVerifier verifier = new LogVerifier(log(), key());
    LogVerification verification =
        since.isPresent() ? verifier.verifySince(checkpoint(since.get())) : verifier.verify();
    Optional<CallCoverage> coverage =
        calls && verification.isSound()
            ? Optional.of(new CallCheck(Services.CATALOG).of(log()))
            : Optional.empty();
    if (wantsJson()) {
      terminal().line(JsonText.compact(json(verification, coverage)));
    } else {
      print(verification);
      coverage.ifPresent(this::print);
    }
    boolean holds = verification.isSound() && coverage.map(CallCoverage::isCovered).orElse(true);
    if (holds && save.isPresent()) {
      Files.writeString(save.get(), verification.checkpoint().orElseThrow().note().toString());
    }
    return holds ? ExitCode.OK : ExitCode.FAILED;
  }

  private void print(LogVerification verification) {
    Terminal out = terminal();
    if (verification.isSound()) {
      VerifiedCheckpoint state = verification.checkpoint().orElseThrow();
      out.line(
          "%s: %d entries of %s, root %s"
              .formatted(
                  out.green("sound"),
                  state.size(),
                  state.checkpoint().origin(),
                  state.checkpoint().rootText()));
      out.line(
          "  %d in tiles, %d in the journal, %d read and hashed; contents kept from entry %d on"
              .formatted(
                  verification.published(),
                  state.size() - verification.published(),
                  verification.examined(),
                  verification.keptFrom()));
      return;
    }
    out.line(out.red("not sound") + ": the log is not what its key signed");
    verification.findings().forEach(finding -> out.line("  " + finding));
  }

  private void print(CallCoverage coverage) {
    Terminal out = terminal();
    out.line(
        "%s: %d calls under %d grants; %d stopped by a revocation, %d undecided"
            .formatted(
                coverage.isCovered() ? out.green("covered") : out.red("not covered"),
                coverage.calls(),
                coverage.grants(),
                coverage.stopped(),
                coverage.undecided().size()));
    coverage.uncovered().forEach(d -> out.line("  entry " + d.index() + ": " + d.text()));
    coverage.undecided().stream()
        .limit(10)
        .forEach(d -> out.line("  undecided, entry " + d.index() + ": " + d.text()));
  }

  private static Map<String, @Nullable Object> json(
      LogVerification verification, Optional<CallCoverage> coverage) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("sound", verification.isSound());
    map.put("size", verification.size());
    verification
        .checkpoint()
        .ifPresent(state -> {
          map.put("origin", state.checkpoint().origin());
          map.put("root", state.checkpoint().rootText());
        });
    map.put("published", verification.published());
    map.put("keptFrom", verification.keptFrom());
    map.put("examined", verification.examined());
    map.put("findings", verification.findings().stream().map(f -> json(f)).toList());
    coverage.ifPresent(c -> map.put("calls", json(c)));
    return map;
  }

  private static Map<String, String> json(Finding finding) {
    return Map.of("kind", finding.kind(), "where", finding.where(), "text", finding.text());
  }

  private static Map<String, @Nullable Object> json(CallCoverage coverage) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("covered", coverage.isCovered());
    map.put("grants", coverage.grants());
    map.put("calls", coverage.calls());
    map.put("stopped", coverage.stopped());
    map.put("uncovered", doubts(coverage.uncovered()));
    map.put("undecided", doubts(coverage.undecided()));
    return map;
  }

  private static List<Map<String, Object>> doubts(List<CallCoverage.Doubt> doubts) {
    return doubts.stream()
        .map(d -> Map.<String, Object>of("entry", d.index(), "text", d.text()))
        .toList();
  }
}

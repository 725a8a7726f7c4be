package dev.symphony.host.cli;

import dev.symphony.audit.AuditLogException;
import dev.symphony.audit.note.VerifiedCheckpoint;
import dev.symphony.audit.verify.LogProof;
import dev.symphony.host.UserError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code symphony audit log prove}. */
@Command(
    name = "prove",
    mixinStandardHelpOptions = true,
    description = {
      "Proves that an entry is in the log, or that the log goes on from an earlier state;",
      "or checks such a proof with nothing but the public key of the log."
    },
    footer = {
      "",
      "Examples:",
      "  symphony audit log prove --entry 12 > proof.txt",
      "  symphony audit log prove --since seen.checkpoint > proof.txt",
      "  symphony audit log prove --check proof.txt --key NAME+ID+BASE64"
    })
final class AuditLogProveCommand extends AuditLogSubcommand {
  /** What to prove. */
  private static final class Claim {
    @Option(
        names = "--entry",
        required = true,
        paramLabel = "INDEX",
        description = "That this entry is in the log.")
    private Optional<Long> entry = Optional.empty();

    @Option(
        names = "--since",
        required = true,
        paramLabel = "FILE",
        description = "That the log goes on from this earlier checkpoint.")
    private Optional<Path> since = Optional.empty();

    @Option(
        names = "--check",
        required = true,
        paramLabel = "FILE",
        description = "Check a proof that this command made.")
    private Optional<Path> check = Optional.empty();
  }

  @ArgGroup(multiplicity = "1")
  private Claim claim = new Claim();

  AuditLogProveCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  int run() throws UserError, AuditLogException, IOException {
    if (claim.check.isPresent()) {
      return check(Files.readString(claim.check.get(), StandardCharsets.UTF_8));
    }
    LogProof proof =
        claim.entry.isPresent() ? inclusion(claim.entry.get()) : consistency(claim.since.get());
    if (wantsJson()) {
      terminal().line(JsonText.compact(Map.of("proof", proof.text(), "hashes", proof.length())));
    } else {
      terminal().out().print(proof.text());
      terminal().out().flush();
    }
    return ExitCode.OK;
  }

  private LogProof inclusion(long index) throws UserError, AuditLogException, IOException {
    VerifiedCheckpoint state = published();
    if (index < 0 || index >= state.size()) {
      throw new UserError(
          "audit-no-entry", "the log has the entries 0 to " + (state.size() - 1) + " in tiles");
    }
    return LogProof.ofEntry(log(), state, index);
  }

  private LogProof consistency(Path since) throws UserError, AuditLogException, IOException {
    return LogProof.ofGrowth(log(), checkpoint(since), published());
  }

  private int check(String text) throws UserError, AuditLogException, IOException {
    LogProof.Verdict verdict = LogProof.check(text, key());
    if (wantsJson()) {
      terminal().line(JsonText.compact(Map.of("holds", verdict.holds(), "text", verdict.text())));
    } else {
      String word = verdict.holds() ? terminal().green("holds") : terminal().red("does not hold");
      terminal().line(word + ": " + verdict.text());
    }
    return verdict.holds() ? ExitCode.OK : ExitCode.FAILED;
  }
}

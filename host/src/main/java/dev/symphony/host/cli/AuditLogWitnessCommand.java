package dev.symphony.host.cli;

import dev.symphony.audit.AuditLogException;
import dev.symphony.audit.note.SignerKey;
import dev.symphony.audit.note.VerifiedCheckpoint;
import dev.symphony.audit.witness.Sighting;
import dev.symphony.audit.witness.Witness;
import dev.symphony.host.SystemClock;
import dev.symphony.host.UserError;
import dev.symphony.host.home.Home;
import dev.symphony.host.key.LogKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code symphony audit log witness}. */
@Command(
    name = "witness",
    mixinStandardHelpOptions = true,
    description = {
      "Looks at the log of another host, and cosigns its checkpoint when it goes on from what was",
      "seen before. Exit code 1: the log was rolled back, forked or damaged; what shows it is printed."
    },
    footer = {
      "",
      "Examples:",
      "  symphony audit log witness --log /mnt/other/audit --key other.pub --out cosigned.txt",
      "  symphony audit log key      (prints the key that cosignatures are verified with, too)"
    })
final class AuditLogWitnessCommand extends AuditLogSubcommand {
  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Write the cosigned checkpoint, or the evidence, to a file.")
  private Optional<Path> out = Optional.empty();

  AuditLogWitnessCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  int run() throws UserError, AuditLogException, IOException {
    if (isOwn()) {
      throw new UserError(
          "usage-witness",
          "a log is witnessed by another host: say which one with --log and --key");
    }
    SignerKey key = new LogKeys(Home.keys(directory()), new SecureRandom()).witness();
    Witness witness = new Witness(Home.witness(directory()), key);
    long seconds = new SystemClock().epochMillis() / 1_000;
    return switch (witness.look(log(), key(), seconds)) {
      case Sighting.Consistent s ->
          print(
              ExitCode.OK,
              "consistent",
              "the log went on from %d to %d entries".formatted(s.before(), s.size()),
              s.cosigned().toString());
      case Sighting.RolledBack s ->
          print(
              ExitCode.FAILED,
              "rolled-back",
              "the log had %d entries and now shows %d".formatted(s.seen().size(), s.now().size()),
              both(s.seen(), s.now()));
      case Sighting.Forked s ->
          print(
              ExitCode.FAILED,
              "forked",
              "the log of %d entries does not go on from the one of %d; it signed both"
                  .formatted(s.now().size(), s.seen().size()),
              both(s.seen(), s.now()));
      case Sighting.Damaged s ->
          print(ExitCode.FAILED, "damaged", s.text(), s.now().note().toString());
    };
  }

  private static String both(VerifiedCheckpoint seen, VerifiedCheckpoint now) {
    return seen.note() + "\n" + now.note();
  }

  private int print(int code, String verdict, String text, String notes) throws IOException {
    if (out.isPresent()) {
      Files.writeString(out.get(), notes);
    }
    if (wantsJson()) {
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      map.put("verdict", verdict);
      map.put("text", text);
      map.put("notes", notes);
      terminal().line(JsonText.compact(map));
    } else {
      boolean good = code == ExitCode.OK;
      terminal().line((good ? terminal().green(verdict) : terminal().red(verdict)) + ": " + text);
      if (out.isEmpty()) {
        terminal().line(notes);
      }
    }
    return code;
  }
}

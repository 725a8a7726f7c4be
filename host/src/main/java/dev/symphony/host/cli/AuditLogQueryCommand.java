package dev.symphony.host.cli;

import dev.symphony.audit.AuditFilter;
import dev.symphony.audit.AuditLogException;
import dev.symphony.audit.AuditRecord;
import dev.symphony.audit.AuditRecord.Outcome;
import dev.symphony.audit.index.SealedIndex;
import dev.symphony.host.UserError;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code symphony audit log query}. */
@Command(
    name = "query",
    mixinStandardHelpOptions = true,
    description = {
      "Shows records: the newest that all conditions admit, oldest first.",
      "The index that makes it fast is made from the log, sealed, and made anew when it was touched."
    },
    footer = {
      "",
      "Examples:",
      "  symphony audit log query --outcome refused",
      "  symphony audit log query --extension samples/metrics@0.1.0 --right files.read --most 20",
      "  symphony audit log query --from 2030-01-01T00:00:00Z --until 2030-01-02T00:00:00Z --json"
    })
final class AuditLogQueryCommand extends AuditLogSubcommand {
  @Option(
      names = "--extension",
      paramLabel = "NAME",
      description = "An extension or holder; without version or number, all of them.")
  private Optional<String> extension = Optional.empty();

  @Option(
      names = "--right",
      paramLabel = "SERVICE[.OPERATION]",
      description = "What was used or refused, for example files.read.")
  private Optional<String> right = Optional.empty();

  @Option(
      names = "--outcome",
      paramLabel = "OUTCOME",
      description = "allowed, refused, failed or changed.")
  private Optional<String> outcome = Optional.empty();

  @Option(names = "--from", paramLabel = "TIME", description = "The first moment.")
  private Optional<String> from = Optional.empty();

  @Option(names = "--until", paramLabel = "TIME", description = "The first moment too late.")
  private Optional<String> until = Optional.empty();

  @Option(
      names = "--most",
      paramLabel = "N",
      defaultValue = "100",
      description = "How many records at most (default: ${DEFAULT-VALUE}).")
  private int most;

  AuditLogQueryCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  int run() throws UserError, AuditLogException, IOException {
    AuditFilter filter = filter();
    List<AuditRecord> records;
    if (isOwn()) {
      SealedIndex.Found found = new SealedIndex(log(), ownKey()).find(filter, most);
      found.rebuilt().ifPresent(why -> terminal().note("index made anew from the log: " + why));
      records = found.records();
    } else {
      records = SealedIndex.findOnce(log(), filter, most);
    }
    if (wantsJson()) {
      terminal()
          .line(JsonText.compact(Map.of("records", records.stream().map(r -> json(r)).toList())));
    } else {
      records.forEach(record -> terminal().line(text(record)));
    }
    return ExitCode.OK;
  }

  private AuditFilter filter() throws UserError {
    AuditFilter filter = AuditFilter.ALL;
    filter = extension.isPresent() ? filter.about(extension.get()) : filter;
    filter = right.isPresent() ? filter.of(right.get()) : filter;
    if (outcome.isPresent()) {
      filter = filter.that(outcome(outcome.get()));
    }
    Instant first = from.isPresent() ? TokenCommand.moment(from.get()) : Instant.EPOCH;
    return until.isPresent()
        ? filter.between(first, TokenCommand.moment(until.get()))
        : from.isPresent() ? filter.from(first) : filter;
  }

  private static Outcome outcome(String text) throws UserError {
    return Outcome.named(text)
        .orElseThrow(() ->
            new UserError(
                "usage-outcome",
                "'" + text + "' is no outcome; there are allowed, refused, failed and changed"));
  }

  private static String text(AuditRecord record) {
    String fields =
        record.fields().entrySet().stream()
            .map(f -> f.getKey() + "=" + f.getValue())
            .collect(Collectors.joining(" "));
    return "%d  %s  %-13s %s  %s"
        .formatted(
            record.sequence(),
            Instant.ofEpochMilli(record.epochMillis()),
            record.type().id(),
            record.subject(),
            fields);
  }

  private static Map<String, @Nullable Object> json(AuditRecord record) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("entry", record.sequence());
    map.put("time", Instant.ofEpochMilli(record.epochMillis()).toString());
    map.put("type", record.type().id());
    map.put("subject", record.subject());
    map.put("outcome", record.outcome().id());
    map.put("fields", record.fields());
    return map;
  }
}

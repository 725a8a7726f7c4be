package dev.symphony.host.cli;

import dev.symphony.audit.AuditLogException;
import dev.symphony.audit.report.AuditReport;
import dev.symphony.audit.report.ReportPage;
import dev.symphony.host.UserError;
import dev.symphony.host.audit.ReportMaker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code symphony audit report}. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = {
      "Writes a page of HTML that needs nothing else: what is installed and what it can reach, what",
      "was refused, rights nobody used, what changed since the last report, and whether the log holds."
    },
    footer = {
      "",
      "Exit code 0: nothing needs attention; 1: something does, and the page says what.",
      "",
      "Examples:",
      "  symphony audit report --out report.html",
      "  symphony audit report --out report.html --json"
    })
final class AuditReportCommand extends AtHome {
  @Option(
      names = "--out",
      paramLabel = "FILE",
      defaultValue = "audit-report.html",
      description = "Where the page goes (default: ${DEFAULT-VALUE}).")
  private Path out = Path.of("audit-report.html");

  @Option(
      names = "--invariants",
      paramLabel = "FILE",
      description = "What is to hold (default: invariants.toml in the home, when it is there).")
  private Optional<Path> invariants = Optional.empty();

  AuditReportCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  public Integer call() throws UserError, IOException {
    try {
      ReportMaker maker = new ReportMaker(directory(), invariants);
      AuditReport report = maker.make();
      Files.writeString(out, ReportPage.of(report));
      maker.remember(report);
      print(report);
      return report.isClean() ? ExitCode.OK : ExitCode.FAILED;
    } catch (AuditLogException e) {
      throw new UserError(e.code(), String.valueOf(e.getMessage()), e);
    }
  }

  private void print(AuditReport report) {
    Terminal terminal = terminal();
    if (wantsJson()) {
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      map.put("file", out.toString());
      map.put("clean", report.isClean());
      map.put("sound", report.verification().isSound());
      map.put("covered", report.coverage().map(c -> c.isCovered()).orElse(false));
      map.put(
          "invariants",
          report.invariants().stream()
              .map(i -> Map.of("name", i.name(), "verdict", i.verdict()))
              .toList());
      map.put("extensions", (long) report.installed().size());
      map.put("refusals", (long) report.story().refusals().size());
      map.put("changes", report.changes());
      terminal.line(JsonText.compact(map));
    } else {
      terminal.line("wrote " + out.toAbsolutePath());
      terminal.line(
          report.isClean()
              ? terminal.green("nothing needs attention")
              : terminal.red("something needs attention: see the first lines of the page"));
    }
  }
}

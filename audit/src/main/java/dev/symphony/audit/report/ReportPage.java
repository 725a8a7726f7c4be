package dev.symphony.audit.report;

import dev.symphony.audit.AuditRecord;
import dev.symphony.audit.verify.CallCoverage;
import dev.symphony.audit.verify.Finding;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A report as one page of HTML: no script, nothing loaded from anywhere, readable without knowing
 * the program it is about.
 */
public final class ReportPage {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);
  private static final int MOST_REFUSALS = 200;

  private final AuditReport report;
  private final Html html = new Html();

  private ReportPage(AuditReport report) {
    this.report = report;
  }

  /** The page. */
  public static String of(AuditReport report) {
    return new ReportPage(report).page();
  }

  private String page() {
    html.raw(
            """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <title>Audit report</title>
            """)
        .raw(ReportStyle.CSS)
        .raw("</head><body><main>\n")
        .element("h1", "Audit report");
    head();
    changes();
    installed();
    refusals();
    unused();
    invariants();
    decisions();
    log();
    words();
    return html.raw("</main></body></html>\n").toString();
  }

  private void head() {
    html.paragraph("meta", "Made on " + time(report.made()) + ", from the log " + report.origin())
        .element(
            "p",
            "This page is about extensions: programs by others that run on this host, each in a"
                + " closed room. An extension can touch nothing but what it was granted, and every"
                + " call it makes, and every attempt that was refused, is written into a log. The"
                + " page says what the log says, and whether the log can be believed.");
    html.raw("<ul class=\"verdicts\">\n");
    verdict(
        report.verification().isSound(),
        "Nobody changed the log: all " + report.verification().size() + " entries are as signed.",
        "The log was changed, or is damaged. Believe nothing below before that is explained.");
    verdict(
        report.coverage().map(CallCoverage::isCovered).orElse(false),
        "Every call on record was covered by a grant that was live at that time.",
        "There are calls that no live grant covered, or the log can't tell.");
    if (!report.invariants().isEmpty()) {
      verdict(
          report.hasAllProved(),
          "All " + report.invariants().size() + " stated properties are proved to hold.",
          count("VIOLATED")
              + " of the "
              + report.invariants().size()
              + " stated properties are violated, "
              + count("PROVED")
              + " are proved to hold.");
    }
    html.raw("</ul>\n");
  }

  private long count(String verdict) {
    return report.invariants().stream().filter(i -> i.verdict().equals(verdict)).count();
  }

  private void verdict(boolean good, String yes, String no) {
    html.raw(good ? "<li class=\"good\">" : "<li class=\"bad\">")
        .text(good ? yes : no)
        .raw("</li>\n");
  }

  private void changes() {
    html.element("h2", "What changed since the last report");
    if (report.before().isEmpty()) {
      html.paragraph("none", "This is the first report of this home.");
      return;
    }
    html.paragraph("meta", "The last report was made on " + report.before().get() + ".");
    html.list(
        report.changes(), "No extension, no right and nothing that can be reached is different.");
    html.element("p", "Refused attempts since then: " + report.story().newRefusals() + ".");
  }

  private void installed() {
    html.element("h2", "What is installed, and what each can reach");
    if (report.installed().isEmpty()) {
      html.paragraph("none", "No extension has run here.");
    }
    for (InstalledExtension extension : report.installed()) {
      html.element("h3", extension.name())
          .paragraph(
              "meta",
              extension.kind() + ", ran last on " + extension.lastRun() + ", " + extension.digest())
          .raw("<h4>It may</h4>\n")
          .list(extension.rights(), "do nothing but compute.");
      if (!extension.reach().isEmpty()) {
        html.raw("<h4>It can reach, directly or through others</h4>\n").list(extension.reach(), "");
      }
      used(extension.name());
    }
  }

  private void used(String name) {
    ExtensionUse use = report.story().extensions().get(name);
    if (use == null) {
      return;
    }
    html.raw("<h4>It did</h4>\n");
    Map<String, Long> used = new TreeMap<>(use.used());
    html.list(
        used.entrySet().stream()
            .map(u -> u.getKey() + ": " + u.getValue() + (u.getValue() == 1 ? " call" : " calls"))
            .toList(),
        "It called nothing.");
    if (use.failures() + use.stops() > 0) {
      html.element(
          "p", use.failures() + " of its calls failed; it was stopped " + use.stops() + " times.");
    }
  }

  private void refusals() {
    html.element("h2", "What was refused");
    List<RefusalCount> refusals = report.story().refusals();
    if (refusals.isEmpty()) {
      html.paragraph("none", "Nothing was attempted that had not been granted.");
      return;
    }
    html.element(
        "p",
        "A refused attempt did no harm. Who attempts often what was not granted is broken, or hostile.");
    html.table("who", "attempted", "what for", "why refused", "times", "last");
    refusals.stream()
        .limit(MOST_REFUSALS)
        .forEach(r ->
            html.row(
                r.who(),
                r.what(),
                r.resource(),
                r.code(),
                Long.toString(r.times()),
                time(Instant.ofEpochMilli(r.lastMillis()))));
    html.endTable();
    if (refusals.size() > MOST_REFUSALS) {
      html.paragraph("meta", (refusals.size() - MOST_REFUSALS) + " kinds more are in the log.");
    }
  }

  private void unused() {
    html.element("h2", "Rights that were never used");
    html.element("p", "What nobody uses need not be granted: each line could go without loss.");
    List<String> lines =
        report.story().extensions().entrySet().stream()
            .filter(e -> !e.getValue().unused().isEmpty())
            .map(e -> e.getKey() + ": " + String.join(", ", e.getValue().unused()))
            .toList();
    html.list(lines, "Every right that was granted was used.");
  }

  private void invariants() {
    html.element("h2", "Stated properties");
    if (report.invariants().isEmpty()) {
      html.paragraph("none", "No properties are stated for this home.");
      return;
    }
    html.table("property", "what it demands", "verdict", "how, or why not known");
    report.invariants().forEach(i -> html.row(i.name(), i.text(), i.verdict(), i.detail()));
    html.endTable();
  }

  private void decisions() {
    html.element("h2", "What people decided");
    List<AuditRecord> decisions = report.story().decisions();
    if (decisions.isEmpty()) {
      html.paragraph("none", "No approvals, installations or revocations are on record.");
      return;
    }
    html.table("when", "about", "what", "detail");
    decisions.forEach(d ->
        html.row(
            time(Instant.ofEpochMilli(d.epochMillis())),
            d.subject(),
            d.type() == AuditRecord.Type.REVOKED ? "revoked" : d.field("decision"),
            (d.field("who") + " " + d.field("detail") + d.field("grant")).strip()));
    html.endTable();
  }

  private void log() {
    html.element("h2", "The log");
    html.element(
        "p",
        "The log has %d entries, %s. It is a Merkle tree whose root is signed, so that a change of"
                .formatted(report.verification().size(), period())
            + " any byte is noticed by whoever has the public key. Whoever has the host's own key"
            + " could still write the whole log anew: only a witness on another host notices that.");
    report
        .verification()
        .checkpoint()
        .ifPresent(state -> html.raw("<pre>").text(state.note().toString()).raw("</pre>\n"));
    List<Finding> findings = report.verification().findings();
    if (!findings.isEmpty()) {
      html.list(findings.stream().map(Finding::toString).toList(), "");
    }
    report.coverage().ifPresent(this::coverage);
  }

  private void coverage(CallCoverage coverage) {
    html.element(
        "p",
        "%d calls under %d grants were checked one by one; %d more were overtaken by a revocation and stopped."
            .formatted(coverage.calls(), coverage.grants(), coverage.stopped()));
    if (!coverage.isCovered()) {
      html.list(
          coverage.uncovered().stream().map(d -> "entry " + d.index() + ": " + d.text()).toList(),
          "");
    }
    if (!coverage.undecided().isEmpty()) {
      html.element(
          "p",
          "About %d entries the log does not say enough to decide (web addresses are recorded without their secret parts)."
              .formatted(coverage.undecided().size()));
    }
  }

  private String period() {
    return report.story().records() == 0
        ? "none of them kept"
        : "from "
            + time(Instant.ofEpochMilli(report.story().firstMillis()))
            + " to "
            + time(Instant.ofEpochMilli(report.story().lastMillis()));
  }

  private void words() {
    html.element("h2", "Words")
        .raw("<dl>\n")
        .element("dt", "extension")
        .element("dd", "A program that somebody else wrote and that runs here in a closed room.")
        .element("dt", "right")
        .element(
            "dd",
            "What may be done: service.operation:resources;limits. files.read:src/** means:"
                + " read the files below src, in the one directory that was opened for it.")
        .element("dt", "grant")
        .element("dd", "A right given to one run of an extension; it ends with the run.")
        .element("dt", "refused")
        .element("dd", "Attempted and not let through. The code names the reason.")
        .raw("</dl>\n");
  }

  private static String time(Instant time) {
    return TIME.format(time);
  }
}

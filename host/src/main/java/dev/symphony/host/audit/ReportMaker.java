package dev.symphony.host.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.symphony.audit.AuditLogException;
import dev.symphony.audit.note.NoteException;
import dev.symphony.audit.note.VerifiedCheckpoint;
import dev.symphony.audit.note.VerifierKey;
import dev.symphony.audit.report.AuditReport;
import dev.symphony.audit.report.InstalledExtension;
import dev.symphony.audit.report.LogStory;
import dev.symphony.audit.report.ReportState;
import dev.symphony.audit.verify.CallCheck;
import dev.symphony.audit.verify.CallCoverage;
import dev.symphony.audit.verify.LogVerification;
import dev.symphony.audit.verify.LogVerifier;
import dev.symphony.host.SystemClock;
import dev.symphony.host.UserError;
import dev.symphony.host.home.Home;
import dev.symphony.host.key.LogKeys;
import dev.symphony.host.service.Services;
import dev.symphony.host.session.KnownExtensions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gathers what a report tells, and keeps what the next one compares with. */
public final class ReportMaker {
  private static final ObjectMapper MAPPER = JsonMapper.builder().build();

  private final Path home;
  private final Path memory;

  /** Reports about a home. */
  public ReportMaker(Path home) {
    this.home = home;
    this.memory = home.resolve("audit-report.json");
  }

  /**
   * Makes the report of now.
   *
   * @throws UserError {@code audit-missing} when nothing has run in the home
   */
  public AuditReport make() throws UserError, AuditLogException, IOException {
    Path log = Home.audit(home);
    if (!Files.isDirectory(log)) {
      throw new UserError("audit-missing", "there is no audit log in " + log);
    }
    VerifierKey key = new LogKeys(Home.keys(home), new SecureRandom()).log().verifier();
    LogVerification verification = new LogVerifier(log, key).verify();
    Optional<CallCoverage> coverage =
        verification.isSound()
            ? Optional.of(new CallCheck(Services.CATALOG).of(log))
            : Optional.empty();
    Optional<ReportState> before = before();
    List<InstalledExtension> installed = installed();
    LogStory story = LogStory.of(log, before.map(ReportState::logSize).orElse(0L));
    return new AuditReport(
        key.name(),
        new SystemClock().now(),
        verification,
        coverage,
        story,
        installed,
        List.of(),
        before.map(ReportState::made),
        changes(before, installed, log, key));
  }

  private List<InstalledExtension> installed() throws UserError {
    List<InstalledExtension> installed = new ArrayList<>();
    for (Map.Entry<String, KnownExtensions.Entry> known :
        KnownExtensions.in(home).entries().entrySet()) {
      KnownExtensions.Entry entry = known.getValue();
      installed.add(
          new InstalledExtension(
              known.getKey(),
              entry.kind(),
              entry.digest(),
              entry.granted(),
              List.of(),
              entry.lastRun()));
    }
    return installed;
  }

  private static List<String> changes(
      Optional<ReportState> before, List<InstalledExtension> installed, Path log, VerifierKey key) {
    if (before.isEmpty()) {
      return List.of();
    }
    List<String> changes =
        new ArrayList<>(before.get().changesTo(ReportState.of("", 0, "", installed)));
    if (!goesOnFrom(before.get(), log, key)) {
      changes.addFirst(
          "the log does not go on from the one of the last report: it was rolled back or rewritten");
    }
    return changes;
  }

  private static boolean goesOnFrom(ReportState before, Path log, VerifierKey key) {
    try {
      VerifiedCheckpoint earlier = VerifiedCheckpoint.verify(before.checkpoint(), key);
      return new LogVerifier(log, key).verifySince(earlier).isSound();
    } catch (NoteException e) {
      return false;
    }
  }

  private Optional<ReportState> before() throws IOException {
    return Files.exists(memory)
        ? Optional.of(MAPPER.readValue(memory.toFile(), ReportState.class))
        : Optional.empty();
  }

  /** Keeps what the next report compares with; one about a log that does not hold is not kept. */
  public void remember(AuditReport report) throws IOException {
    Optional<VerifiedCheckpoint> checkpoint = report.verification().checkpoint();
    if (!report.verification().isSound() || checkpoint.isEmpty()) {
      return;
    }
    ReportState state =
        ReportState.of(
            report.made().toString(),
            checkpoint.get().size(),
            checkpoint.get().note().toString(),
            report.installed());
    Path next = memory.resolveSibling("audit-report.json.next");
    Files.write(next, MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(state));
    Files.move(next, memory, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}

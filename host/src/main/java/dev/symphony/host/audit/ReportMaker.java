package dev.symphony.host.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.symphony.audit.AuditLogException;
import dev.symphony.audit.note.NoteException;
import dev.symphony.audit.note.VerifiedCheckpoint;
import dev.symphony.audit.note.VerifierKey;
import dev.symphony.audit.report.AuditReport;
import dev.symphony.audit.report.InstalledExtension;
import dev.symphony.audit.report.InvariantVerdict;
import dev.symphony.audit.report.LogStory;
import dev.symphony.audit.report.ReportState;
import dev.symphony.audit.verify.CallCheck;
import dev.symphony.audit.verify.CallCoverage;
import dev.symphony.audit.verify.LogVerification;
import dev.symphony.audit.verify.LogVerifier;
import dev.symphony.host.SystemClock;
import dev.symphony.host.UserError;
import dev.symphony.host.auditing.ProofRun;
import dev.symphony.host.auditing.WorldSource;
import dev.symphony.host.home.Home;
import dev.symphony.host.key.LogKeys;
import dev.symphony.host.key.PrivateFiles;
import dev.symphony.host.service.Services;
import dev.symphony.host.session.KnownExtensions;
import dev.symphony.policy.proof.Invariant;
import dev.symphony.policy.world.Authority;
import dev.symphony.policy.world.Reach;
import dev.symphony.policy.world.World;
import dev.symphony.registry.consent.PlainWords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gathers what a report tells, and keeps what the next one compares with. */
public final class ReportMaker {
  private static final ObjectMapper MAPPER = JsonMapper.builder().build();

  private final Path home;
  private final Optional<Path> invariants;
  private final Path memory;

  /**
   * Reports about a home.
   *
   * @param invariants the file with what is to hold; without it, what the home has in {@code
   *     invariants.toml}
   */
  public ReportMaker(Path home, Optional<Path> invariants) {
    this.home = home;
    this.invariants =
        invariants.or(
            () -> Optional.of(home.resolve("invariants.toml")).filter(Files::isRegularFile));
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
    World world = WorldSource.ofKnown(KnownExtensions.in(home).entries(), new SystemClock().now());
    List<InstalledExtension> installed = installed(new Authority(world, Services.CATALOG));
    LogStory story = LogStory.of(log, before.map(ReportState::logSize).orElse(0L));
    return new AuditReport(
        key.name(),
        new SystemClock().now(),
        verification,
        coverage,
        story,
        installed,
        verdicts(world),
        before.map(ReportState::made),
        changes(before, installed, log, key));
  }

  private List<InvariantVerdict> verdicts(World world) throws UserError {
    List<InvariantVerdict> verdicts = new ArrayList<>();
    if (invariants.isPresent()) {
      ProofRun proofs = ProofRun.withPuppets(world);
      for (Invariant invariant : ProofRun.read(invariants.get())) {
        ProofRun.Result result = proofs.of(invariant);
        List<String> detail = new ArrayList<>(result.chain());
        detail.add(result.because());
        verdicts.add(
            new InvariantVerdict(
                invariant.name(),
                invariant.says(),
                result.answer().toString(),
                String.join("; then ", detail)));
      }
    }
    return verdicts;
  }

  /** What it can touch, in plain words, what it does itself before what others do for it. */
  private static List<String> reach(String reference, Authority authority) {
    String name = reference.replaceFirst("@.*", "");
    return authority.world().find(name).isEmpty()
        ? List.of()
        : Reach.ofMember(name, authority).stream().map(ReportMaker::words).distinct().toList();
  }

  private static String words(Reach.Reached reached) {
    List<String> others = reached.way().subList(1, reached.way().size());
    return PlainWords.of(reached.held().right())
        + (others.isEmpty() ? "" : ", through " + String.join(", then ", others))
        + " ["
        + reached.held().right()
        + "]";
  }

  private List<InstalledExtension> installed(Authority authority) throws UserError {
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
              reach(known.getKey(), authority),
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
    PrivateFiles.write(memory, MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(state));
  }
}

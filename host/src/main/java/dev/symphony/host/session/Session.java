package dev.symphony.host.session;

import dev.symphony.audit.AuditLog;
import dev.symphony.audit.revocation.FileRevocationLog;
import dev.symphony.host.SystemClock;
import dev.symphony.host.UserError;
import dev.symphony.host.audit.AuditRules;
import dev.symphony.host.audit.AuditUpkeep;
import dev.symphony.host.audit.HomeLog;
import dev.symphony.host.home.Home;
import dev.symphony.host.install.DevelopmentRegistry;
import dev.symphony.host.install.HomeRegistry;
import dev.symphony.host.key.GrantNumbers;
import dev.symphony.host.key.Keyring;
import dev.symphony.host.key.PassphraseSource;
import dev.symphony.host.service.Services;
import dev.symphony.host.service.log.LogLine;
import dev.symphony.host.topology.LinkKind;
import dev.symphony.host.topology.RawContents;
import dev.symphony.host.topology.Topology;
import dev.symphony.kernel.Kernel;
import dev.symphony.kernel.KernelClock;
import dev.symphony.kernel.audit.AuditEvent;
import dev.symphony.kernel.audit.AuditPort;
import dev.symphony.kernel.grant.Continuity;
import dev.symphony.kernel.guest.GuestConsole;
import dev.symphony.kernel.guest.GuestLimits;
import dev.symphony.kernel.guest.IsolationLabel;
import dev.symphony.kernel.guest.Language;
import dev.symphony.kernel.guest.Wall;
import dev.symphony.sandbox.process.ProcessGuestRuntime;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A kernel with everything around it, for the time of one command: its home, its audit log, its
 * workers. Closing it ends all of them, in the reverse order.
 */
public final class Session implements AutoCloseable {
  /** Names the directory of the runtime that workers start from; the launcher sets it. */
  public static final String RUNTIME_VARIABLE = "SYMPHONY_RUNTIME";

  /** When it is there, more is told of what the host does. */
  public static final String TRACE_VARIABLE = "SYMPHONY_TRACE";

  private static final Duration REVOCATION_POLL = Duration.ofMillis(100);

  private final SessionOptions options;
  private final KernelClock clock = new SystemClock();
  private final OpenParts opened = new OpenParts(this::report);
  private final Object pitLock = new Object();
  private volatile @Nullable SessionPit pit;
  private final Stores stores;
  private final Kernel kernel;
  private final Optional<ProcessGuestRuntime> workers;
  private final Optional<RawContents> raw;
  private final ServiceObjects objects;
  private final ExtensionRunner extensions;
  private final Optional<KnownExtensions> known;
  private final AuditPort audit;
  private final Optional<Home> home;
  private final Optional<KeptPermissions> permissions;
  private final Optional<DevelopmentRegistry> development;

  private Session(SessionOptions options, AuditPort observer) throws UserError {
    this.options = options;
    this.home =
        options.home().isPresent()
            ? Optional.of(opened.add(Home.open(options.home().get())))
            : Optional.empty();
    this.permissions = home.map(h -> KeptPermissions.in(h.directory()));
    this.development = home.map(DevelopmentRegistry::of);
    this.known =
        home.isPresent()
            ? Optional.of(opened.add(KnownExtensions.of(home.get())))
            : Optional.empty();
    this.raw = rawContents(options.topology());
    this.stores =
        opened.add(
            new Stores(
                home,
                clock::now,
                this::report,
                () -> pit().ensemble().store(),
                raw,
                PassphraseSource.unattended(options.environment())));
    AuditRules rules =
        home.isPresent() ? AuditRules.of(home.get().directory()) : AuditRules.DEFAULT;
    Optional<AuditLog> log =
        home.isPresent() ? Optional.of(auditLog(home.get(), rules)) : Optional.empty();
    this.audit = both(log.isPresent() ? both(log.get(), observer) : observer, this::tellPit);
    GuestRuntimes.Opened guests = GuestRuntimes.openWithWorkers(options, raw, this::trace);
    this.kernel =
        opened.add(
            new Kernel(
                clock, audit, continuity(home), Services.CATALOG, guests.runtime(), this::report));
    this.workers = guests.workers();
    log.ifPresent(this::startUpkeep);
    this.extensions =
        new ExtensionRunner(this, new Policies(policyPlace(), Services.CATALOG, options.notes()));
    this.objects =
        new ServiceObjects(
            kernel,
            stores,
            this::log,
            extensions.calls(),
            clock::now,
            rules,
            opened,
            options.profile());
  }

  /**
   * Opens a session.
   *
   * @throws UserError when the home, the audit log or the policy can't be used
   */
  public static Session open(SessionOptions options) throws UserError {
    return open(options, event -> {});
  }

  /**
   * Opens a session with somebody who hears of everything that the kernel records.
   *
   * @throws UserError when the home, the audit log or the policy can't be used
   */
  public static Session open(SessionOptions options, AuditPort observer) throws UserError {
    return new Session(options, observer);
  }

  private static AuditPort both(AuditPort log, AuditPort observer) {
    return event -> {
      log.record(event);
      observer.record(event);
    };
  }

  private Optional<RawContents> rawContents(Topology topology) throws UserError {
    try {
      return topology.contents() == LinkKind.RAW
          ? Optional.of(opened.add(RawContents.open()))
          : Optional.empty();
    } catch (IOException e) {
      throw new UserError("home-unusable", "there is no place for raw contents: " + e, e);
    }
  }

  private PolicyPlace policyPlace() {
    return PolicyPlace.of(options.home(), options.environment());
  }

  private Continuity continuity(Optional<Home> home) throws UserError {
    if (home.isEmpty()) {
      return Continuity.ofOneRun();
    }
    try {
      FileRevocationLog log = opened.add(FileRevocationLog.open(home.get().revocations()));
      log.follow(REVOCATION_POLL);
      return new Continuity(new GrantNumbers(new SecureRandom()), log);
    } catch (IOException e) {
      throw new UserError(
          "home-unusable", "the log of revocations can't be read: " + e.getMessage(), e);
    }
  }

  private AuditLog auditLog(Home home, AuditRules rules) throws UserError {
    return opened.add(HomeLog.await(home.directory(), rules, clock, this::report));
  }

  private void startUpkeep(AuditLog log) {
    opened.add(
        AuditUpkeep.start(
            home.orElseThrow().directory(), log, kernel.grants()::flushCounts, this::report));
  }

  /**
   * Records what the host did or decided about an extension.
   *
   * @param decision kebab-case; one that ends in {@code refused} is a refusal
   * @param detail what exactly it is about
   */
  public void note(String subject, String decision, String detail) {
    note("host", subject, decision, detail);
  }

  /** Records what {@code who} decided about an extension. */
  void note(String who, String subject, String decision, String detail) {
    audit.record(new AuditEvent.Decided(clock.epochMillis(), who, subject, decision, detail));
  }

  /** Tells the person who decides, and asks; one question at a time. */
  boolean agrees(String fact, String question) {
    synchronized (options.dialogue()) {
      options.dialogue().tell(fact);
      return options.dialogue().agrees(question);
    }
  }

  /** What people allowed at run time for later runs, when there is a home. */
  Optional<KeptPermissions> permissions() {
    return permissions;
  }

  /** The kernel. */
  public Kernel kernel() {
    return kernel;
  }

  /** The walls that every guest of the session has around it at least. */
  public IsolationLabel isolation() {
    return switch (options.isolation()) {
      case PROCESS -> IsolationLabel.NONE.with(Wall.CONTEXT).with(Wall.PROCESS);
      case CONTEXT -> IsolationLabel.NONE.with(Wall.CONTEXT);
    };
  }

  /** From now on keeps a worker ready for whoever comes next, where guests have workers. */
  public void keepReady(Language language) {
    workers.ifPresent(ready -> ready.keepReady(language, GuestLimits.DEFAULT.heapBytes(), 1));
  }

  /** The members of the Pit, opened with the first call of this. */
  public SessionPit pit() {
    synchronized (pitLock) {
      SessionPit there = pit;
      if (there == null) {
        there =
            opened.add(
                SessionPit.open(
                    this, new SessionPit.Setting(options.topology(), workers, this::trace)));
        pit = there;
      }
      return there;
    }
  }

  private void tellPit(AuditEvent event) {
    SessionPit there = pit;
    if (there != null) {
      there.ensemble().heard(event);
    }
    raw.ifPresent(contents -> contents.heard(event));
  }

  /** The clock of the session. */
  public KernelClock clock() {
    return clock;
  }

  /** The record of what happens in the session. */
  public AuditPort audit() {
    return audit;
  }

  /** What the home keeps. */
  public Stores stores() {
    return stores;
  }

  /** The objects that rights are over. */
  public ServiceObjects objects() {
    return objects;
  }

  /**
   * Admits tokens that the root keys of the home signed.
   *
   * @throws UserError {@code home-needed} when the session has no home, {@code keyring-empty} when
   *     it has no root key
   */
  public TokenAdmission tokens() throws UserError {
    Home keeper =
        home.orElseThrow(() ->
            new UserError(
                "home-needed",
                "a token is verified with the root keys of a home: say which one with --home DIR"));
    try {
      Keyring keyring = Keyring.open(keeper.keys(), new SecureRandom());
      keyring.requireActive();
      return new TokenAdmission(kernel.grants(), clock, audit, keyring.rootKeys(), objects::named);
    } catch (IOException e) {
      throw new UserError("keyring-malformed", "the root keys can't be read: " + e.getMessage(), e);
    }
  }

  /** The extensions that the home has run, when there is a home. */
  public Optional<KnownExtensions> known() {
    return known;
  }

  /** What the home has installed now, when there is a home; others change it meanwhile. */
  public Optional<HomeRegistry> registry() {
    return home.map(h -> HomeRegistry.of(h, clock::now));
  }

  /** The directory of the home, when there is one. */
  public Optional<Path> directory() {
    return home.map(Home::directory);
  }

  /** The way of directories into the home, when there is one. */
  Optional<DevelopmentRegistry> development() {
    return development;
  }

  /** Runs extensions. */
  public ExtensionRunner extensions() {
    return extensions;
  }

  /** A console that shows what the guest called {@code guest} prints. */
  public GuestConsole console(String guest) {
    return new PrintedLines(guest, options.notes());
  }

  private void log(LogLine line) {
    String level = line.level().name().toLowerCase(Locale.ROOT);
    options.notes().accept(PrintedLines.prefixed(line.extension() + " " + level, line.message()));
  }

  private void trace(String text) {
    if (isTracing()) {
      options.notes().accept("trace: " + text);
    }
  }

  private boolean isTracing() {
    return options.environment().containsKey(TRACE_VARIABLE);
  }

  /** Tells the person at the host, and nobody else, of an unexpected exception. */
  public void report(Throwable fault) {
    if (isTracing()) {
      StringWriter trace = new StringWriter();
      fault.printStackTrace(new PrintWriter(trace));
      options.notes().accept("fault: " + trace);
    } else {
      options.notes().accept("fault: " + fault + " (SYMPHONY_TRACE=1 shows more)");
    }
  }

  @Override
  public void close() {
    opened.close();
  }
}

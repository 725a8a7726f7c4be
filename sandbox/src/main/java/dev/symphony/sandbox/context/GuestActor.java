package dev.symphony.sandbox.context;

import dev.symphony.kernel.guest.GuestConsole;
import dev.symphony.kernel.guest.GuestError;
import dev.symphony.kernel.guest.GuestInvocation;
import dev.symphony.kernel.guest.GuestOutcome;
import dev.symphony.kernel.guest.GuestProgram;
import dev.symphony.kernel.guest.Limit;
import dev.symphony.kernel.guest.Usage;
import dev.symphony.sandbox.ipc.BoundService;
import java.util.List;
import java.util.Optional;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/**
 * A guest: its context, the calls it has under way, and the loop that runs one invocation from its
 * start until its promise is settled. {@link #run} belongs to one thread at a time; {@link #stop}
 * may come from anywhere.
 */
public final class GuestActor implements AutoCloseable {
  /** What a guest is made of. */
  public record Setting(
      GuestEngine engine,
      Watchdog watchdog,
      GuestProgram program,
      List<BoundService> services,
      CallChannel channel,
      GuestConsole console) {}

  private final Setting setting;
  private final GuestCalls calls;
  private final OutputRoom room;
  private final ConsoleStream out;
  private final ConsoleStream err;
  private final Context context;
  private final LanguageContext language;
  private final FailureReport failures;
  private volatile @Nullable GuestRun current;
  private volatile @Nullable RunListener runListener;
  private volatile boolean ended;

  /** Makes the context of a guest on this thread. Its program is not looked at yet. */
  public GuestActor(Setting setting) {
    this.setting = setting;
    this.calls = new GuestCalls(setting.channel(), this::stop);
    this.room = new OutputRoom(this::stop);
    this.out = new ConsoleStream(GuestConsole.Stream.OUT, setting.console(), room);
    this.err = new ConsoleStream(GuestConsole.Stream.ERR, setting.console(), room);
    GuestBridge bridge = new GuestBridge(setting.services(), setting.program(), calls);
    BlankContext blank = setting.engine().blank();
    blank.belongTo(setting.program(), out, err);
    this.context = blank.context();
    this.language = languageOf(blank, bridge);
    calls.preludeIs(language.prelude());
    this.failures = new FailureReport(language.prelude(), calls, setting.program());
  }

  private LanguageContext languageOf(BlankContext blank, GuestBridge bridge) {
    GuestProgram program = setting.program();
    Source source = setting.engine().source(program);
    try {
      return switch (setting.engine().language()) {
        case JAVASCRIPT -> new JavaScriptContext(blank, program, source, bridge);
        case PYTHON -> new PythonContext(blank, program, source, bridge);
      };
    } catch (PolyglotException e) {
      context.close(true);
      throw e;
    }
  }

  /** Runs an invocation to its end on this thread. */
  public GuestOutcome run(GuestInvocation invocation, RunLimits limits, RunListener listener) {
    if (ended) {
      return new GuestOutcome.HostFault(
          new GuestError("guest-ended", "the guest was ended before"), Usage.NONE);
    }
    GuestRun run = new GuestRun(limits);
    room.renew(limits.outputBytes());
    runListener = listener;
    current = run;
    setting.watchdog().add(run, this);
    try {
      listener.started();
      GuestOutcome outcome = perform(invocation, run);
      return run.stopReason().map(r -> stopped(r, run)).orElse(outcome);
    } finally {
      setting.watchdog().remove(run);
      current = null;
      out.pass();
      err.pass();
    }
  }

  private GuestOutcome perform(GuestInvocation invocation, GuestRun run) {
    try {
      if (!language.evaluated()) {
        Optional<GuestOutcome> failure = phase(new GuestInvocation.Evaluate(), run);
        if (failure.isPresent() || invocation instanceof GuestInvocation.Evaluate) {
          return failure.orElseGet(() -> completed(run));
        }
      }
      return phase(invocation, run).orElseGet(() -> completed(run));
    } catch (GuestStoppedException e) {
      return new GuestOutcome.Cancelled(usage(run));
    } catch (PolyglotException e) {
      return failed(e, run);
    } catch (MissingEntryException e) {
      return new GuestOutcome.Failed(new GuestError("guest-entry-missing", e.text()), usage(run));
    } catch (StackOverflowError e) {
      return new GuestOutcome.LimitHit(Limit.STACK, usage(run));
    } catch (IllegalStateException e) {
      // The context is closed under the guest while it is being stopped.
      return new GuestOutcome.HostFault(
          new GuestError("guest-ended", "the context of the guest is closed"), usage(run));
    }
  }

  /** Runs one part of an invocation; the outcome when it failed. */
  private Optional<GuestOutcome> phase(GuestInvocation invocation, GuestRun run)
      throws MissingEntryException {
    Settlement settlement = calls.renewSettlement();
    language.begin(invocation, settlement);
    while (!settlement.reached()) {
      if (calls.noneUnderWay()) {
        return Optional.of(neverSettles(run));
      }
      passLines();
      calls.takeOne(language::settle);
    }
    Value error = settlement.error();
    return error == null ? Optional.empty() : Optional.of(failures.thrown(error, usage(run)));
  }

  private GuestOutcome neverSettles(GuestRun run) {
    return new GuestOutcome.Failed(
        new GuestError(
            "guest-never-settles", "the promise waits for something that cannot happen any more"),
        usage(run));
  }

  private GuestOutcome completed(GuestRun run) {
    Value result = calls.settlement().result();
    Object plain = calls.settlement().plain();
    ValueReader reader = calls.reader("$", room.left());
    try {
      Object value =
          plain != null ? reader.admit(plain) : result != null ? reader.read(result) : null;
      return new GuestOutcome.Completed(value, usage(run));
    } catch (UnacceptableValueException e) {
      return new GuestOutcome.Failed(new GuestError("result-not-json", e.text()), usage(run));
    } catch (ValueTooLargeException e) {
      return new GuestOutcome.LimitHit(Limit.OUTPUT, usage(run));
    }
  }

  private GuestOutcome failed(PolyglotException exception, GuestRun run) {
    if (run.stopReason().isPresent() || exception.isCancelled() || exception.isInterrupted()) {
      return new GuestOutcome.Cancelled(usage(run));
    }
    try {
      return failures.of(exception, usage(run));
    } catch (PolyglotException e) {
      return new GuestOutcome.Failed(
          new GuestError("guest-exception", "an error that does not describe itself"), usage(run));
    }
  }

  private static GuestOutcome stopped(StopReason reason, GuestRun run) {
    return switch (reason) {
      case StopReason.Hit(Limit limit) -> new GuestOutcome.LimitHit(limit, usage(run));
      case StopReason.Requested r -> new GuestOutcome.Cancelled(usage(run));
    };
  }

  private static Usage usage(GuestRun run) {
    return new Usage(run.cpu(), run.wall());
  }

  /**
   * The bytes that the invocation under way allocated, garbage included, since memory was last no
   * concern; 0 between invocations.
   *
   * @param enough whether memory is no concern now
   */
  public long takenBytes(boolean enough) {
    GuestRun run = current;
    if (run != null && enough) {
      run.forgetTaken();
    }
    return run == null ? 0 : run.takenBytes();
  }

  /** Whether the guest did something that may have damaged the engine for other guests. */
  public boolean damaging() {
    return failures.damaging();
  }

  /** Whether the guest printed a line that nobody was told of yet. */
  boolean holdsLine() {
    return out.holdsLine() || err.holdsLine();
  }

  /** Tells the console of the lines that the guest printed; waits for one that is slow. */
  void passLines() {
    out.passLines();
    err.passLines();
  }

  /** Stops the invocation under way, if there is one, and ends the guest. */
  public void stop(StopReason reason) {
    GuestRun run = current;
    if (run != null) {
      stop(run, reason);
    }
  }

  void stop(GuestRun run, StopReason reason) {
    if (run.stopFor(reason)) {
      ended = true;
      Optional.ofNullable(runListener).ifPresent(l -> l.stopping(reason));
      calls.stopped();
      Thread.ofPlatform().daemon().name("closer").start(this::closeContext);
    }
  }

  private void closeContext() {
    try {
      context.close(true);
    } catch (PolyglotException | IllegalStateException e) {
      // The reason for the end is known already; what the engine thinks of it adds nothing.
    }
  }

  /** Ends the guest by force, whatever it does. */
  @Override
  public void close() {
    ended = true;
    stop(new StopReason.Requested());
    closeContext();
  }
}

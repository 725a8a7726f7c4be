package dev.symphony.sandbox.context;

import dev.symphony.kernel.guest.GuestError;
import dev.symphony.kernel.guest.GuestOutcome;
import dev.symphony.kernel.guest.GuestProgram;
import dev.symphony.kernel.guest.Limit;
import dev.symphony.kernel.guest.Usage;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** Turns what a guest threw into an outcome. */
final class FailureReport {
  private static final Pattern POSITION_PREFIX =
      Pattern.compile("^(?:SyntaxError: )?\\S+:\\d+:\\d+ ");
  private static final Pattern POSITION_SUFFIX = Pattern.compile(" \\([^()]*, line \\d+\\)$");

  private final GuestPrelude prelude;
  private final GuestCalls calls;
  private final ErrorText text;

  private boolean damaging;

  FailureReport(GuestPrelude prelude, GuestCalls calls, GuestProgram program) {
    this.prelude = prelude;
    this.calls = calls;
    this.text = new ErrorText(program);
  }

  /** What it means that the guest threw the value {@code thrown}. */
  GuestOutcome thrown(Value thrown, Usage usage) {
    if (thrown.isException()) {
      try {
        throw thrown.throwException();
      } catch (PolyglotException e) {
        return of(e, usage);
      }
    }
    return failed(prelude.describe(thrown), usage);
  }

  /** What it means that {@code exception} came out of the context. */
  GuestOutcome of(PolyglotException exception, Usage usage) {
    damaging |= exception.isInternalError();
    if (overflow(exception)) {
      damaging = true;
      return new GuestOutcome.LimitHit(Limit.STACK, usage);
    }
    if (exception.isSyntaxError()) {
      return new GuestOutcome.Failed(new GuestError("guest-syntax", syntax(exception)), usage);
    }
    if (exception.isExit()) {
      return failed("the guest exits with status " + exception.getExitStatus(), usage);
    }
    if (exception.isHostException() || exception.isInternalError()) {
      return failed("the guest did something that is impossible here", usage);
    }
    Value error = exception.getGuestObject();
    if (error == null) {
      return failed(String.valueOf(exception.getMessage()), usage);
    }
    List<GuestPrelude.Frame> frames = prelude.frames(exception, error);
    GuestOutcome refused = refused(error, frames, usage);
    return refused != null
        ? refused
        : failed(text.withFrames(prelude.describe(error), frames), usage);
  }

  private static GuestOutcome failed(String words, Usage usage) {
    return new GuestOutcome.Failed(
        new GuestError("guest-exception", ErrorText.censored(words)), usage);
  }

  /**
   * Whether there was a failure after which the engine may be damaged: at the edge of the stack a
   * class may have failed to initialise, and is then lost for every guest of the process.
   */
  boolean damaging() {
    return damaging;
  }

  private @Nullable GuestOutcome refused(
      Value error, List<GuestPrelude.Frame> frames, Usage usage) {
    GuestError refusal = calls.refusal(prelude.serialOf(error)).orElse(null);
    if (refusal == null) {
      return null;
    }
    GuestError report = new GuestError(refusal.code(), text.withFrames(refusal.message(), frames));
    return refusal.code().startsWith("denied-")
        ? new GuestOutcome.Denied(report, usage)
        : new GuestOutcome.Failed(report, usage);
  }

  private boolean overflow(PolyglotException exception) {
    if (exception.isResourceExhausted()) {
      return true;
    }
    if (exception.isHostException()) {
      return exception.asHostException() instanceof StackOverflowError;
    }
    Value error = exception.getGuestObject();
    return error != null && prelude.overflowed(error);
  }

  private String syntax(PolyglotException exception) {
    String words = String.valueOf(exception.getMessage()).lines().findFirst().orElse("");
    Matcher prefix = POSITION_PREFIX.matcher(words);
    String cause = POSITION_SUFFIX.matcher(prefix.replaceFirst("")).replaceFirst("");
    String plain = cause.startsWith("SyntaxError: ") ? cause.substring(13) : cause;
    String place = text.place(exception.getSourceLocation()).orElse("");
    return ErrorText.censored(place.isEmpty() ? words : place + ": " + plain);
  }
}

package dev.symphony.host.session;

import dev.symphony.capabilities.right.Right;
import dev.symphony.host.UserError;
import dev.symphony.kernel.extension.Activation;
import dev.symphony.kernel.extension.Endowment;
import dev.symphony.kernel.extension.Extension;
import dev.symphony.kernel.extension.ExtensionDescriptor;
import dev.symphony.kernel.extension.ExtensionId;
import dev.symphony.kernel.extension.LifecycleException;
import dev.symphony.kernel.guest.GuestConsole;
import dev.symphony.kernel.guest.GuestError;
import dev.symphony.kernel.guest.GuestInvocation;
import dev.symphony.kernel.guest.GuestLimits;
import dev.symphony.kernel.guest.GuestOutcome;
import dev.symphony.kernel.guest.GuestProgram;
import dev.symphony.kernel.guest.GuestStartException;
import dev.symphony.kernel.guest.IsolationLabel;
import dev.symphony.kernel.guest.Usage;
import dev.symphony.registry.bundle.SourceDigest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One script, run once, with the rights that the person at the command line gave it. Scripts are
 * strangers to one another: only those with the same code may share a worker.
 */
public final class ScriptRun {
  /** For whom a script's things are kept, whichever script it is. */
  private static final ExtensionId ANY_SCRIPT = new ExtensionId("operator", "script", "0.0.0");

  private static final AtomicLong RUNS = new AtomicLong();

  private final Session session;
  private final GuestProgram program;
  private final GuestLimits limits;
  private final Authority authority;
  private final IsolationLabel required;
  private final GuestConsole console;

  /**
   * What a script may do.
   *
   * @param rights given by the person at the command line
   * @param tokens presented for it
   * @param root the directory that {@code files} rights are relative to
   */
  public record Authority(List<Right> rights, List<PresentedToken> tokens, Path root) {
    public Authority {
      rights = List.copyOf(rights);
      tokens = List.copyOf(tokens);
    }
  }

  /**
   * A run that has not begun.
   *
   * @param required the walls without which it does not
   * @param console takes what the script prints
   */
  public ScriptRun(
      Session session,
      GuestProgram program,
      GuestLimits limits,
      Authority authority,
      IsolationLabel required,
      GuestConsole console) {
    this.session = session;
    this.program = program;
    this.limits = limits;
    this.authority = authority;
    this.required = required;
    this.console = console;
  }

  /**
   * Evaluates the script, and calls {@code function} if there is one. The limits hold for both
   * together. Returns when there is a guest; when it has ended, nothing of the run is left.
   *
   * @throws UserError when the rights or tokens can't be had
   */
  public RunningExtension start(Optional<String> function, List<@Nullable Object> arguments)
      throws UserError {
    OpenParts held = new OpenParts(session::report);
    boolean started = false;
    try {
      Activation activation = activate(held);
      Optional<GuestError> weakness = AdmittingRuntime.weakness(activation.isolation(), required);
      if (weakness.isPresent()) {
        return failed(weakness.get());
      }
      RunningExtension running =
          new RunningExtension(
              ProgramCall.start(
                  activation,
                  limits,
                  function.map(f -> new GuestInvocation.Call(f, arguments)),
                  held::close),
              activation.isolation().toString());
      started = true;
      return running;
    } catch (GuestStartException e) {
      session.report(e);
      return failed(e.error());
    } catch (LifecycleException e) {
      throw new UserError(e.code(), String.valueOf(e.getMessage()), e);
    } finally {
      if (!started) {
        held.close();
      }
    }
  }

  private static RunningExtension failed(GuestError error) {
    return new RunningExtension(
        new FinishedInvocation(new GuestOutcome.HostFault(error, Usage.NONE)), "none");
  }

  private Activation activate(OpenParts held)
      throws UserError, GuestStartException, LifecycleException {
    Extension extension =
        session.kernel().extensions().install(new ExtensionDescriptor(id(), program, limits));
    held.add(() -> session.kernel().extensions().remove(extension));
    List<Endowment> endowments = new ArrayList<>();
    ObjectScope scope = ObjectScope.of(ANY_SCRIPT, Optional.of(authority.root()));
    for (Right right : authority.rights()) {
      endowments.add(Endowment.of(session.objects().grant(right, scope, held)));
    }
    if (!authority.tokens().isEmpty()) {
      TokenAdmission admission = session.tokens();
      for (PresentedToken token : authority.tokens()) {
        endowments.add(Endowment.of(admission.admit(token)));
      }
    }
    return held.add(session.kernel().extensions().activate(extension, endowments, console));
  }

  /** No publisher's name has a colon, so no worker of scripts is one of extensions. */
  private ExtensionId id() {
    return new ExtensionId(
        ANY_SCRIPT.publisher() + ":" + SourceDigest.of(program.files()),
        ANY_SCRIPT.name(),
        ANY_SCRIPT.version() + "+" + RUNS.incrementAndGet());
  }
}

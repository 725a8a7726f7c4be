package dev.symphony.host.session;

import dev.symphony.capabilities.right.Right;
import dev.symphony.host.UserError;
import dev.symphony.kernel.extension.Activation;
import dev.symphony.kernel.extension.Endowment;
import dev.symphony.kernel.extension.Extension;
import dev.symphony.kernel.extension.ExtensionDescriptor;
import dev.symphony.kernel.extension.ExtensionId;
import dev.symphony.kernel.extension.LifecycleException;
import dev.symphony.kernel.guest.GuestInvocation;
import dev.symphony.kernel.guest.GuestLimits;
import dev.symphony.kernel.guest.GuestOutcome;
import dev.symphony.kernel.guest.GuestProgram;
import dev.symphony.kernel.guest.GuestStartException;
import dev.symphony.kernel.guest.Usage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One script, run once, with the rights that the person at the command line gave it. */
public final class ScriptRun {
  private static final ExtensionId SCRIPT = new ExtensionId("operator", "script", "0.0.0");

  private final Session session;
  private final GuestProgram program;
  private final GuestLimits limits;
  private final Authority authority;
  private String isolation = "none";

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

  /** A run that has not begun. */
  public ScriptRun(Session session, GuestProgram program, GuestLimits limits, Authority authority) {
    this.session = session;
    this.program = program;
    this.limits = limits;
    this.authority = authority;
  }

  /** The walls that stood around the guest, once it has run. */
  public String isolation() {
    return isolation;
  }

  /**
   * Evaluates the script, and calls {@code function} if there is one. The limits hold for both
   * together.
   */
  public GuestOutcome execute(Optional<String> function, List<@Nullable Object> arguments)
      throws UserError {
    try {
      Activation activation = activate();
      isolation = activation.isolation().toString();
      return ProgramCall.start(
              activation, limits, function.map(f -> new GuestInvocation.Call(f, arguments)))
          .outcome()
          .join();
    } catch (GuestStartException e) {
      session.report(e);
      return new GuestOutcome.HostFault(e.error(), Usage.NONE);
    } catch (LifecycleException e) {
      throw new UserError(e.code(), String.valueOf(e.getMessage()), e);
    }
  }

  private Activation activate() throws UserError, GuestStartException, LifecycleException {
    Extension extension =
        session.kernel().extensions().install(new ExtensionDescriptor(SCRIPT, program, limits));
    List<Endowment> endowments = new ArrayList<>();
    ObjectScope scope = ObjectScope.of(SCRIPT, Optional.of(authority.root()));
    for (Right right : authority.rights()) {
      endowments.add(Endowment.of(session.objects().grant(right, scope)));
    }
    if (!authority.tokens().isEmpty()) {
      TokenAdmission admission = session.tokens();
      for (PresentedToken token : authority.tokens()) {
        endowments.add(Endowment.of(admission.admit(token)));
      }
    }
    return session.kernel().extensions().activate(extension, endowments, session.console(""));
  }
}

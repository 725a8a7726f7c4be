package dev.symphony.host.cli;

import dev.symphony.capabilities.Bytes;
import dev.symphony.capabilities.right.Right;
import dev.symphony.capabilities.right.RightSyntaxException;
import dev.symphony.host.UserError;
import dev.symphony.host.session.GrantedRights;
import dev.symphony.host.session.LimitText;
import dev.symphony.host.session.PresentedToken;
import dev.symphony.host.session.RunningExtension;
import dev.symphony.host.session.ScriptRun;
import dev.symphony.host.session.Session;
import dev.symphony.kernel.guest.GuestConsole;
import dev.symphony.kernel.guest.GuestLimits;
import dev.symphony.kernel.guest.GuestProgram;
import dev.symphony.kernel.guest.IsolationLabel;
import dev.symphony.kernel.guest.Language;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A script to be evaluated, by this host or by one that runs already.
 *
 * @param program the script
 * @param function the function to be called then, if any
 * @param arguments its arguments
 * @param grants the rights it is given, as the command line writes them
 * @param root the directory that rights to {@code files} are about, absolute
 * @param limits what differs from the usual limits, as the command line writes it
 * @param required the walls without which it is not run
 */
record EvalRequest(
    GuestProgram program,
    Optional<String> function,
    List<@Nullable Object> arguments,
    List<String> grants,
    Path root,
    List<String> limits,
    IsolationLabel required) {

  /**
   * A script from its text; one whose name ends in {@code .mjs} is a module.
   *
   * @throws UserError {@code usage-language}
   */
  static GuestProgram program(String language, String name, Bytes text) throws UserError {
    Language named =
        Language.named(language)
            .orElseThrow(() ->
                new UserError(
                    "usage-language", "'" + language + "' is not a language: use js or python"));
    GuestProgram.Form form =
        name.endsWith(".mjs") ? GuestProgram.Form.MODULE : GuestProgram.Form.SCRIPT;
    return new GuestProgram(named, form, name, Map.of(name, text));
  }

  /**
   * Starts it.
   *
   * @param tokens presented for it
   * @param console takes what it prints
   * @throws UserError when rights, limits or tokens are malformed, or can't be had
   */
  RunningExtension start(Session session, List<PresentedToken> tokens, GuestConsole console)
      throws UserError {
    ScriptRun.Authority authority =
        new ScriptRun.Authority(GrantedRights.merge(rights()), tokens, root);
    return new ScriptRun(session, program, bounds(), authority, required, console)
        .start(entryFunction(), arguments);
  }

  private Optional<String> entryFunction() {
    return function.isEmpty() && program.form() == GuestProgram.Form.MODULE
        ? Optional.of("run")
        : function;
  }

  private GuestLimits bounds() throws UserError {
    return LimitText.parse(limits, GuestLimits.DEFAULT);
  }

  private List<Right> rights() throws UserError {
    List<Right> rights = new ArrayList<>();
    for (String grant : grants) {
      try {
        rights.add(Right.parse(grant));
      } catch (RightSyntaxException e) {
        throw new UserError("usage-right", String.valueOf(e.getMessage()), e);
      }
    }
    return rights;
  }
}

package dev.symphony.host.cli;

import static java.util.Objects.requireNonNull;

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
import java.util.LinkedHashMap;
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

  /**
   * Finds what is malformed before anybody is asked.
   *
   * @throws UserError {@code usage-right}, {@code usage-limit}
   */
  void check() throws UserError {
    var _ = GrantedRights.merge(rights());
    var _ = bounds();
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

  /** The members of the JSON object that {@link #read} reads. */
  Map<String, @Nullable Object> members() {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("language", program.language().id());
    members.put("name", program.entry());
    members.put("text", requireNonNull(program.files().get(program.entry())).toUtf8());
    function.ifPresent(name -> members.put("function", name));
    members.put("arguments", arguments);
    members.put("grants", grants);
    members.put("root", root.toString());
    members.put("limits", limits);
    members.put("required", required.toString());
    return members;
  }

  /**
   * Reads what {@link #members} writes.
   *
   * @throws UserError {@code usage-json}, {@code usage-language}, {@code usage-isolation}
   */
  static EvalRequest read(Map<?, ?> members) throws UserError {
    return new EvalRequest(
        program(
            text(members, "language"), text(members, "name"), Bytes.utf8(text(members, "text"))),
        members.containsKey("function") ? Optional.of(text(members, "function")) : Optional.empty(),
        new ArrayList<>(list(members, "arguments")),
        texts(members, "grants"),
        Path.of(text(members, "root")),
        texts(members, "limits"),
        RequireIsolation.parse(text(members, "required")));
  }

  private static String text(Map<?, ?> members, String name) throws UserError {
    if (members.get(name) instanceof String text) {
      return text;
    }
    throw malformed(name);
  }

  private static List<?> list(Map<?, ?> members, String name) throws UserError {
    if (members.get(name) instanceof List<?> list) {
      return list;
    }
    throw malformed(name);
  }

  private static List<String> texts(Map<?, ?> members, String name) throws UserError {
    List<String> texts = new ArrayList<>();
    for (Object element : list(members, name)) {
      if (!(element instanceof String text)) {
        throw malformed(name);
      }
      texts.add(text);
    }
    return texts;
  }

  private static UserError malformed(String name) {
    return new UserError(
        "usage-json", "\"" + name + "\" of \"eval\" is missing or of another type");
  }
}

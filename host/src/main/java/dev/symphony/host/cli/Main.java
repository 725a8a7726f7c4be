package dev.symphony.host.cli;

import dev.symphony.host.UserError;
import dev.symphony.host.session.HeadStart;
import java.io.Console;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code symphony}. */
@Command(
    name = "symphony",
    description = "Runs code nobody trusts, and lets it touch nothing but what a capability says.",
    mixinStandardHelpOptions = true,
    version = "symphony 0.1.0",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {AutoComplete.GenerateCompletion.class, CommandLine.HelpCommand.class},
    footer = {
      "",
      "Exit codes: 0 completed, 1 failed, 2 usage, 3 limit, 4 denied, 5 error, 70 host fault, 130"
          + " cancelled.",
      "Every error names a code; docs/errors/CODE.md says what it means and what to do."
    })
public final class Main {
  private Main() {}

  /** Runs the command line and ends the process with its exit code. */
  public static void main(String[] arguments) {
    Terminal terminal =
        new Terminal(
            utf8(System.out), utf8(System.err), isStyled(System.getenv(), System.console()));
    System.exit(run(terminal, System.getenv(), arguments));
  }

  /**
   * Runs the command line within this process and lets the process live on. Files and the standard
   * input are those of the process.
   *
   * @param out takes results
   * @param err takes progress and errors, without colours
   * @param environment what the command sees as the environment
   * @return the exit code
   */
  public static int run(
      PrintWriter out, PrintWriter err, Map<String, String> environment, String... arguments) {
    return run(new Terminal(out, err, false), environment, arguments);
  }

  /** Runs the command line. */
  static int run(Terminal terminal, Map<String, String> environment, String... arguments) {
    try (HeadStart headStart = EvalCommand.headStart(environment, List.of(arguments))) {
      return run(new Surroundings(terminal, environment, System.in, headStart), arguments);
    }
  }

  private static int run(Surroundings surroundings, String... arguments) {
    Terminal terminal = surroundings.terminal();
    CommandLine line =
        new CommandLine(new Main())
            .addSubcommand(new EvalCommand(surroundings))
            .addSubcommand(new RunCommand(surroundings))
            .addSubcommand(new PackCommand(surroundings))
            .addSubcommand(new PublishCommand(surroundings))
            .addSubcommand(new InstallCommand(surroundings))
            .addSubcommand(new UpdateCommand(surroundings))
            .addSubcommand(new RemoveCommand(surroundings))
            .addSubcommand(new VerifyCommand(surroundings))
            .addSubcommand(new ListCommand(surroundings))
            .addSubcommand(TrustCommand.line(surroundings))
            .addSubcommand(new ServeCommand(surroundings))
            .addSubcommand(new CallCommand(surroundings))
            .addSubcommand(new NewCommand(surroundings))
            .addSubcommand(new TestCommand(surroundings))
            .addSubcommand(new DevCommand(surroundings))
            .addSubcommand(WorkflowCommand.line(surroundings))
            .addSubcommand(ArtifactCommand.line(surroundings))
            .addSubcommand(KeysCommand.line(surroundings))
            .addSubcommand(TokenCommand.line(surroundings))
            .addSubcommand(AuditCommand.line(surroundings))
            .addSubcommand(new PermissionsCommand(surroundings))
            .addSubcommand(ConductorCommand.line(surroundings))
            .addSubcommand(new DoctorCommand(surroundings))
            .addSubcommand(BenchCommand.line(surroundings))
            .setOut(terminal.out())
            .setErr(terminal.err())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionExceptionHandler((e, c, parsed) -> report(e, c, terminal));
    return line.execute(arguments);
  }

  private static int report(Exception e, CommandLine command, Terminal terminal) {
    UserError error =
        e instanceof UserError known
            ? known
            : new UserError("internal-error", "this is a fault of the host: " + e, e);
    if (command.getCommand() instanceof PrintsJson json && json.wantsJson()) {
      terminal.line(
          JsonText.compact(
              Map.of(
                  "outcome",
                  "hostFault",
                  "error",
                  Map.of("code", error.code(), "message", error.text()))));
    }
    terminal.note(terminal.red("error") + " " + error.code() + ": " + error.text());
    terminal.note("  more: docs/errors/" + error.code() + ".md");
    if (!(e instanceof UserError)) {
      e.printStackTrace(terminal.err());
      terminal.err().flush();
      return ExitCode.HOST_FAULT;
    }
    return error.code().startsWith("usage-") ? ExitCode.USAGE : ExitCode.ERROR;
  }

  private static boolean isStyled(Map<String, String> environment, @Nullable Console console) {
    return console != null
        && console.isTerminal()
        && !environment.containsKey("NO_COLOR")
        && !"dumb".equals(environment.get("TERM"));
  }

  private static PrintWriter utf8(OutputStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), false);
  }
}

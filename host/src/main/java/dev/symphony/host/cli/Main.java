package dev.symphony.host.cli;

import dev.symphony.host.UserError;
import dev.symphony.host.session.HeadStart;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
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
    footer = {
      "",
      "Exit codes: 0 completed, 1 failed, 2 usage, 3 limit, 4 denied, 5 error, 70 host fault, 130"
          + " cancelled.",
      "Every error names a code; docs/errors/CODE.md says what it means and what to do."
    })
public final class Main {
  /** Every command, in the order in which the help shows them. */
  static final List<String> NAMES =
      List.of(
          "eval",
          "run",
          "pack",
          "publish",
          "install",
          "update",
          "remove",
          "verify",
          "list",
          "trust",
          "serve",
          "call",
          "new",
          "test",
          "dev",
          "workflow",
          "artifact",
          "keys",
          "token",
          "audit",
          "permissions",
          "conductor",
          "doctor",
          "bench",
          "generate-completion",
          "help");

  /** Those that have to know the others. */
  private static final Set<String> ABOUT_ALL = Set.of("generate-completion", "help");

  private Main() {}

  /** Runs the command line and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(run(Terminal.ofProcess(), System.getenv(), arguments));
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
    List<String> words = List.of(arguments);
    OptionalInt handedOver = ServedEval.run(words, terminal, System.in);
    if (handedOver.isPresent()) {
      return handedOver.getAsInt();
    }
    try (HeadStart headStart = EvalCommand.headStart(environment, words)) {
      return run(
          new Surroundings(terminal, environment, System.in, headStart, Path.of("")), arguments);
    }
  }

  private static int run(Surroundings surroundings, String... arguments) {
    CommandLine line = new CommandLine(new Main());
    subcommands(List.of(arguments), surroundings).forEach(line::addSubcommand);
    return prepared(line, surroundings.terminal()).execute(arguments);
  }

  /** A command line that prints to a terminal, and reports what goes wrong. */
  static CommandLine prepared(CommandLine line, Terminal terminal) {
    return line.setOut(terminal.out())
        .setErr(terminal.err())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler((e, c, parsed) ->
            report(e, c.getCommand() instanceof PrintsJson json && json.wantsJson(), terminal));
  }

  /** Says what is wrong with a command line, and gives the exit code. */
  static int refused(CommandLine.ParameterException problem, String... words) {
    try {
      return problem
          .getCommandLine()
          .getParameterExceptionHandler()
          .handleParseException(problem, words);
    } catch (Exception e) {
      throw new IllegalStateException("what is wrong with a command line can't be said", e);
    }
  }

  /** The command that is asked for; all of them where one can't tell, or they are to be shown. */
  private static List<Object> subcommands(List<String> arguments, Surroundings surroundings) {
    String first = arguments.isEmpty() ? "" : arguments.getFirst();
    if (first.equals("--version") || first.equals("-V")) {
      return List.of();
    }
    return NAMES.contains(first) && !ABOUT_ALL.contains(first)
        ? List.of(command(first, surroundings))
        : NAMES.stream().map(name -> command(name, surroundings)).toList();
  }

  /** Only the one that is needed is made: to read what all of them take costs 0.1 s. */
  private static Object command(String name, Surroundings surroundings) {
    return switch (name) {
      case "eval" -> new EvalCommand(surroundings);
      case "run" -> new RunCommand(surroundings);
      case "pack" -> new PackCommand(surroundings);
      case "publish" -> new PublishCommand(surroundings);
      case "install" -> new InstallCommand(surroundings);
      case "update" -> new UpdateCommand(surroundings);
      case "remove" -> new RemoveCommand(surroundings);
      case "verify" -> new VerifyCommand(surroundings);
      case "list" -> new ListCommand(surroundings);
      case "trust" -> TrustCommand.line(surroundings);
      case "serve" -> new ServeCommand(surroundings);
      case "call" -> new CallCommand(surroundings);
      case "new" -> new NewCommand(surroundings);
      case "test" -> new TestCommand(surroundings);
      case "dev" -> new DevCommand(surroundings);
      case "workflow" -> WorkflowCommand.line(surroundings);
      case "artifact" -> ArtifactCommand.line(surroundings);
      case "keys" -> KeysCommand.line(surroundings);
      case "token" -> TokenCommand.line(surroundings);
      case "audit" -> AuditCommand.line(surroundings);
      case "permissions" -> new PermissionsCommand(surroundings);
      case "conductor" -> ConductorCommand.line(surroundings);
      case "doctor" -> new DoctorCommand(surroundings);
      case "bench" -> BenchCommand.line(surroundings);
      case "generate-completion" -> new AutoComplete.GenerateCompletion();
      case "help" -> new CommandLine.HelpCommand();
      default -> throw new IllegalArgumentException("there is no command " + name);
    };
  }

  /** Says what went wrong, and gives the exit code. */
  static int report(Exception e, boolean json, Terminal terminal) {
    UserError error =
        e instanceof UserError known
            ? known
            : new UserError("internal-error", "this is a fault of the host: " + e, e);
    if (json) {
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
}

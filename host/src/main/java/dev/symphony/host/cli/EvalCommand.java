package dev.symphony.host.cli;

import dev.symphony.capabilities.Bytes;
import dev.symphony.host.SystemClock;
import dev.symphony.host.UserError;
import dev.symphony.host.session.CallProfile;
import dev.symphony.host.session.HeadStart;
import dev.symphony.host.session.Isolation;
import dev.symphony.host.session.PresentedToken;
import dev.symphony.host.session.RunningExtension;
import dev.symphony.host.session.Session;
import dev.symphony.host.session.SessionOptions;
import dev.symphony.kernel.guest.GuestConsole;
import dev.symphony.kernel.guest.GuestOutcome;
import dev.symphony.kernel.guest.Language;
import dev.symphony.kernel.guest.Wall;
import dev.symphony.sandbox.runtime.WorkerTempo;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code symphony eval}: runs one script of no standing, with the rights named and no others. */
@Command(
    name = "eval",
    mixinStandardHelpOptions = true,
    description = "Runs a script in a sandbox and prints what it returns.",
    footer = {
      "",
      "Examples:",
      "  echo '6 * 7' | symphony eval --lang js -",
      "  symphony eval --lang python tool.py --call main --arg '{\"n\": 3}' --limit cpu=100ms,heap=64m",
      "  symphony eval --lang js count.js --grant 'files.list,read:src/**;calls=1000'",
      "  symphony eval --lang js count.js --home DIR --token t.bc",
      "",
      "The script finds its rights in the global 'caps'; a function named with --call gets it as its last argument.",
      "A .mjs file is a module: --call names what it exports (default: run).",
      "With --home DIR, when 'symphony serve' has that home open, the script runs in that host: much sooner, and what it logs is",
      "told there. A script with a --token or a --profile needs a host of its own."
    })
final class EvalCommand extends JsonCommand {
  private static final Pattern UNUSUAL = Pattern.compile("--isolation.*|--help|-h|.*heap=.*");

  @Option(
      names = "--lang",
      required = true,
      paramLabel = "js|python",
      description = "The language.")
  private String language = "";

  @Parameters(paramLabel = "FILE", description = "The script; '-' reads standard input.")
  private String file = "";

  @Option(names = "--call", paramLabel = "FN", description = "The function to call.")
  private Optional<String> function = Optional.empty();

  @Option(names = "--arg", paramLabel = "JSON", description = "An argument; may be repeated.")
  private List<String> arguments = List.of();

  @Option(
      names = "--grant",
      paramLabel = "RIGHT",
      description = "A right, as service.operation:pattern;constraint=value; may be repeated.")
  private List<String> grants = List.of();

  @Mixin private TokenOptions tokens = new TokenOptions();

  @Option(
      names = "--limit",
      split = ",",
      paramLabel = "NAME=VALUE",
      description = "Limits: cpu=100ms,wall=1s,heap=64m,output=1m,messages=1000 (a second).")
  private List<String> limits = List.of();

  @Option(
      names = "--isolation",
      paramLabel = "process|context",
      description = "Where the guest runs (default: process). context is for code you trust.")
  private Isolation isolation = Isolation.PROCESS;

  @Option(
      names = "--root",
      paramLabel = "DIR",
      description = "The directory that 'files' rights are relative to (default: the current one).")
  private Path root = Path.of("");

  @Mixin private RequireIsolation required = new RequireIsolation();

  @Option(
      names = "--home",
      paramLabel = "DIR",
      description = "The home for artifacts, kv, models; a host that serves it runs the script.")
  private Optional<Path> home = Optional.empty();

  @Option(
      names = "--profile",
      description = "Say where the time went: guest, gate, service, transport.")
  private boolean profiled;

  private final CallProfile profile = new CallProfile(new SystemClock());

  EvalCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  public Integer call() throws UserError {
    EvalRequest request = request();
    List<PresentedToken> presented = tokens.presented(home, surroundings());
    try (Session session = Session.open(options())) {
      RunningExtension run = request.start(session, presented, session.console(""));
      return show(run.invocation().outcome().join(), run.isolation());
    }
  }

  /**
   * Begins to evaluate in a session that is open already.
   *
   * @throws UserError also when the command line asks for what only a host of its own can do
   */
  RunningExtension start(Session session, GuestConsole console) throws UserError {
    if (profiled || !tokens.isEmpty()) {
      throw new UserError(
          "home-locked", "a script with --token or --profile needs a host of its own");
    }
    return request().start(session, List.of(), console);
  }

  /** The language of the script, when it is one. */
  Optional<Language> language() {
    return Language.named(language);
  }

  /** Prints how it ended, and gives the exit code. */
  int show(GuestOutcome outcome, String walls) {
    OutcomePrinter printer = new OutcomePrinter(terminal());
    if (wantsJson()) {
      printer.json(outcome, walls, times(outcome));
    } else {
      printer.text(outcome);
      times(outcome).ifPresent(printer::times);
    }
    return ExitCode.of(outcome);
  }

  private EvalRequest request() throws UserError {
    List<@Nullable Object> values = new ArrayList<>();
    for (String argument : arguments) {
      values.add(JsonText.parse(argument));
    }
    String name = file.equals("-") ? "stdin" : Path.of(file).getFileName().toString();
    return new EvalRequest(
        EvalRequest.program(language, name, source()),
        function,
        values,
        grants,
        surroundings().directory().resolve(root),
        limits,
        switch (isolation) {
          case PROCESS -> required.label().with(Wall.PROCESS);
          case CONTEXT -> required.label();
        });
  }

  private Optional<Map<String, Object>> times(GuestOutcome outcome) {
    return profiled ? Optional.of(profile.parts(outcome.usage())) : Optional.empty();
  }

  private SessionOptions options() throws UserError {
    return new SessionOptions(
        home,
        isolation,
        WorkerTempo.FIRST_RESULT,
        text -> terminal().note(text),
        surroundings().environment(),
        required.label(),
        surroundings().headStart(),
        profiled ? Optional.of(profile) : Optional.empty());
  }

  /**
   * Starts a worker before the command line is read, when it looks like one that needs a worker of
   * the usual kind. Errors are left to those who read it properly.
   */
  static HeadStart headStart(Map<String, String> environment, List<String> arguments) {
    int language = arguments.indexOf("--lang") + 1;
    boolean usual =
        !arguments.isEmpty()
            && arguments.getFirst().equals("eval")
            && arguments.stream().noneMatch(UNUSUAL.asMatchPredicate())
            && environment.containsKey(Session.RUNTIME_VARIABLE)
            && !environment.containsKey(Session.TRACE_VARIABLE);
    if (!usual || language == 0 || language >= arguments.size()) {
      return HeadStart.none();
    }
    return Language.named(arguments.get(language))
        .map(known -> HeadStart.of(known, WorkerTempo.FIRST_RESULT, environment))
        .orElseGet(HeadStart::none);
  }

  private Bytes source() throws UserError {
    try {
      return text(
          file.equals("-")
              ? surroundings().input().readAllBytes()
              : Files.readAllBytes(surroundings().directory().resolve(file)),
          file);
    } catch (IOException e) {
      throw new UserError("file-unreadable", "can't read " + file + ": " + e.getMessage(), e);
    }
  }

  /**
   * The content of {@code file} as text.
   *
   * @throws UserError {@code file-not-text}
   */
  static Bytes text(byte[] content, String file) throws UserError {
    try {
      return Bytes.utf8(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString());
    } catch (CharacterCodingException e) {
      throw new UserError("file-not-text", file + " is not UTF-8 text", e);
    }
  }
}

package dev.symphony.host.cli;

import dev.symphony.host.UserError;
import dev.symphony.host.install.ExtensionReference;
import dev.symphony.host.serve.ServeReport;
import dev.symphony.host.serve.ServeSocket.Answer;
import dev.symphony.host.serve.ServeSocket.Requests;
import dev.symphony.host.serve.ServedHome;
import dev.symphony.host.session.HeadStart;
import dev.symphony.host.session.PrintedLines;
import dev.symphony.host.session.RunningExtension;
import dev.symphony.host.session.Session;
import dev.symphony.kernel.guest.GuestOutcome;
import dev.symphony.registry.manifest.ExtensionName;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/**
 * What a host that serves is asked: {@code {"call": "acme/tool", "input": ...}}, {@code {"eval":
 * [...], "directory": ..., "input": ...}} with the words of the command line, {@code {"list":
 * true}}, and {@code {"follow": true}}, which is answered when the host is in line with the home.
 * What {@code eval} prints comes as {@link CarriedText}, and its exit code as the answer.
 */
final class ServeRequests implements Requests {
  private final ServedHome home;
  private final Session session;

  ServeRequests(ServedHome home, Session session) {
    this.home = home;
    this.session = session;
  }

  @Override
  public Answer answer(String request, Consumer<String> before) {
    try {
      return answer(JsonText.parse(request), before);
    } catch (UserError e) {
      return fault(e.code(), e.text());
    } catch (RuntimeException e) {
      session.report(e);
      return fault("internal-error", "this is a fault of the host: " + e);
    }
  }

  private static Answer fault(String code, String message) {
    return now(
        JsonText.compact(
            Map.of("outcome", "hostFault", "error", Map.of("code", code, "message", message))));
  }

  private static Answer now(String line) {
    return Answer.of(CompletableFuture.completedFuture(line));
  }

  private Answer answer(@Nullable Object request, Consumer<String> before) throws UserError {
    Map<?, ?> members = request instanceof Map<?, ?> map ? map : Map.of();
    if (members.get("call") instanceof String text) {
      ExtensionName name = ExtensionReference.parse(text).name();
      return Answer.of(
          home.call(name, members.get("input"))
              .thenApply(outcome -> line(outcome, session.isolation().toString())));
    }
    if (members.get("eval") instanceof List<?> words) {
      return evaluate(words.stream().map(String::valueOf).toArray(String[]::new), members, before);
    }
    if (members.containsKey("follow")) {
      home.follow().join();
    }
    if (members.containsKey("follow") || members.containsKey("list")) {
      return now(JsonText.compact(ServeReport.of(home)));
    }
    throw new UserError("usage-json", "a request has \"call\", \"eval\", \"list\" or \"follow\"");
  }

  private Answer evaluate(String[] words, Map<?, ?> members, Consumer<String> before) {
    Terminal terminal =
        new Terminal(
            new PrintWriter(new CarriedText(CarriedText.OUT, before)),
            new PrintWriter(new CarriedText(CarriedText.ERR, before)),
            Boolean.TRUE.equals(members.get("styled")));
    EvalCommand command = new EvalCommand(caller(members, terminal));
    CommandLine reader = Main.prepared(new CommandLine(command), terminal);
    try {
      reader.parseArgs(words);
      RunningExtension running = command.start(session, new PrintedLines("", terminal::note));
      CompletableFuture<String> line =
          running
              .invocation()
              .outcome()
              .thenApply(outcome -> ended(command.show(outcome, running.isolation())));
      var _ = line.thenRun(() -> command.language().ifPresent(session::keepReady));
      return new Answer(line, running.invocation()::cancel);
    } catch (CommandLine.ParameterException e) {
      return now(ended(Main.refused(e, words)));
    } catch (UserError e) {
      return now(ended(Main.report(e, command.wantsJson(), terminal)));
    }
  }

  private static Surroundings caller(Map<?, ?> members, Terminal terminal) {
    String input = members.get("input") instanceof String text ? text : "";
    String directory = members.get("directory") instanceof String text ? text : "";
    return new Surroundings(
        terminal,
        Map.of(),
        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
        HeadStart.none(),
        Path.of(directory));
  }

  private static String ended(int exit) {
    return CarriedText.EXIT + exit;
  }

  private static String line(GuestOutcome outcome, String isolation) {
    return JsonText.compact(JsonText.of(outcome, isolation));
  }
}

package dev.symphony.host.cli;

import dev.symphony.host.UserError;
import dev.symphony.host.install.ExtensionReference;
import dev.symphony.host.serve.ServeReport;
import dev.symphony.host.serve.ServeSocket.Answer;
import dev.symphony.host.serve.ServeSocket.Requests;
import dev.symphony.host.serve.ServedHome;
import dev.symphony.host.session.RunningExtension;
import dev.symphony.host.session.Session;
import dev.symphony.kernel.guest.GuestConsole;
import dev.symphony.kernel.guest.GuestOutcome;
import dev.symphony.registry.manifest.ExtensionName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a host that serves is asked: {@code {"call": "acme/tool", "input": ...}}, {@code {"eval":
 * {...}}} with what {@link EvalRequest} has, {@code {"list": true}}, and {@code {"follow": true}},
 * which is answered when the host is in line with the home. What an evaluated script prints comes
 * before its answer, as {@code {"note": ...}}.
 */
final class ServeRequests implements Requests {
  private static final String NOTE = "note";

  private final ServedHome home;
  private final Session session;

  ServeRequests(ServedHome home, Session session) {
    this.home = home;
    this.session = session;
  }

  /** What a script printed, when {@code line} is not the answer. */
  static Optional<String> note(String line) {
    return line.startsWith("{\"" + NOTE + "\":")
            && JsonText.lenient(line) instanceof Map<?, ?> members
            && members.get(NOTE) instanceof String text
        ? Optional.of(text)
        : Optional.empty();
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
    return now(Map.of("outcome", "hostFault", "error", Map.of("code", code, "message", message)));
  }

  private static Answer now(Map<String, ?> members) {
    return Answer.of(CompletableFuture.completedFuture(JsonText.compact(members)));
  }

  private Answer answer(@Nullable Object request, Consumer<String> before) throws UserError {
    Map<?, ?> members = request instanceof Map<?, ?> map ? map : Map.of();
    if (members.get("call") instanceof String text) {
      ExtensionName name = ExtensionReference.parse(text).name();
      return Answer.of(
          home.call(name, members.get("input"))
              .thenApply(outcome -> line(outcome, session.isolation().toString())));
    }
    if (members.get("eval") instanceof Map<?, ?> script) {
      return evaluate(EvalRequest.read(script), before);
    }
    if (members.containsKey("follow")) {
      home.follow().join();
    }
    if (members.containsKey("follow") || members.containsKey("list")) {
      return now(ServeReport.of(home));
    }
    throw new UserError("usage-json", "a request has \"call\", \"eval\", \"list\" or \"follow\"");
  }

  /** Whoever has one script evaluated has another one soon: the next need not wait for a worker. */
  private Answer evaluate(EvalRequest request, Consumer<String> before) throws UserError {
    GuestConsole console =
        (stream, text) -> before.accept(JsonText.compact(Map.of(NOTE, text.stripTrailing())));
    RunningExtension running = request.start(session, List.of(), console);
    CompletableFuture<String> line =
        running.invocation().outcome().thenApply(outcome -> line(outcome, running.isolation()));
    var _ = line.thenRun(() -> session.keepReady(request.program().language()));
    return new Answer(line, running.invocation()::cancel);
  }

  private static String line(GuestOutcome outcome, String isolation) {
    return JsonText.compact(JsonText.of(outcome, isolation));
  }
}

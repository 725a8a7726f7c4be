package dev.symphony.host.cli;

import dev.symphony.host.UserError;
import dev.symphony.host.install.ExtensionReference;
import dev.symphony.host.serve.ServeReport;
import dev.symphony.host.serve.ServeSocket.Requests;
import dev.symphony.host.serve.ServedHome;
import dev.symphony.host.session.Session;
import dev.symphony.kernel.guest.GuestOutcome;
import dev.symphony.registry.manifest.ExtensionName;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a host that serves is asked: {@code {"call": "acme/tool", "input": ...}}, {@code {"list":
 * true}}, and {@code {"follow": true}}, which is answered when the host is in line with the home.
 */
final class ServeRequests implements Requests {
  private final ServedHome home;
  private final Session session;

  ServeRequests(ServedHome home, Session session) {
    this.home = home;
    this.session = session;
  }

  @Override
  public String answer(String request) {
    try {
      return JsonText.compact(answer(JsonText.parse(request)));
    } catch (UserError e) {
      return fault(e.code(), e.text());
    } catch (RuntimeException e) {
      session.report(e);
      return fault("internal-error", "this is a fault of the host: " + e);
    }
  }

  private static String fault(String code, String message) {
    return JsonText.compact(
        Map.of("outcome", "hostFault", "error", Map.of("code", code, "message", message)));
  }

  private Map<String, @Nullable Object> answer(@Nullable Object request) throws UserError {
    Map<?, ?> members = request instanceof Map<?, ?> map ? map : Map.of();
    if (members.get("call") instanceof String text) {
      ExtensionName name = ExtensionReference.parse(text).name();
      GuestOutcome outcome = home.call(name, members.get("input")).join();
      return JsonText.of(outcome, session.isolation().toString());
    }
    if (members.containsKey("follow")) {
      home.follow().join();
    }
    if (members.containsKey("follow") || members.containsKey("list")) {
      return ServeReport.of(home);
    }
    throw new UserError("usage-json", "a request has \"call\", \"list\" or \"follow\"");
  }
}

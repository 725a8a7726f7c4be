package dev.symphony.host.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.capabilities.Bytes;
import dev.symphony.capabilities.right.Right;
import dev.symphony.host.UserError;
import dev.symphony.kernel.audit.AuditEvent;
import dev.symphony.kernel.grant.Grant;
import dev.symphony.kernel.guest.GuestLimits;
import dev.symphony.kernel.guest.GuestOutcome;
import dev.symphony.kernel.guest.GuestProgram;
import dev.symphony.kernel.guest.IsolationLabel;
import dev.symphony.kernel.guest.Language;
import dev.symphony.sandbox.runtime.WorkerTempo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptRunTest {
  @TempDir private Path directory;
  private final List<AuditEvent> events = new CopyOnWriteArrayList<>();
  private final Session session = open();

  private Session open() {
    SessionOptions options =
        new SessionOptions(
            Optional.empty(), Isolation.CONTEXT, WorkerTempo.FIRST_RESULT, text -> {}, Map.of());
    try {
      return Session.open(options, events::add);
    } catch (UserError e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterEach
  void close() {
    session.close();
  }

  private GuestOutcome run(String text, List<Right> rights, String walls) throws UserError {
    GuestProgram program =
        new GuestProgram(
            Language.JAVASCRIPT,
            GuestProgram.Form.SCRIPT,
            "a.js",
            Map.of("a.js", Bytes.utf8(text)));
    return new ScriptRun(
            session,
            program,
            GuestLimits.DEFAULT,
            new ScriptRun.Authority(rights, List.of(), directory),
            IsolationLabel.parse(walls),
            (stream, printed) -> {})
        .start(Optional.empty(), List.of())
        .invocation()
        .outcome()
        .join();
  }

  private List<Grant> granted() {
    return events.stream()
        .filter(AuditEvent.Granted.class::isInstance)
        .map(event -> ((AuditEvent.Granted) event).grant())
        .toList();
  }

  @Test
  void nothingOfARun_isLeft() throws Exception {
    Files.writeString(directory.resolve("a.txt"), "content");
    Right files = Right.to("files", "readText").on("**");
    GuestOutcome outcome = run("caps.files.readText('a.txt')", List.of(files), "none");
    assertEquals("content", assertInstanceOf(GuestOutcome.Completed.class, outcome).value());
    assertFalse(granted().isEmpty());
    assertTrue(granted().stream().allMatch(Grant::isRevoked));
    assertEquals(List.of(), session.kernel().extensions().list());
  }

  @Test
  void nothingIsLeft_whenItDoesNotBegin() {
    Right files = Right.to("files", "readText").on("**");
    Right none = Right.to("nothing", "at", "all");
    assertThrows(UserError.class, () -> run("1", List.of(files, none), "none"));
    assertFalse(granted().isEmpty());
    assertTrue(granted().stream().allMatch(Grant::isRevoked));
    assertEquals(List.of(), session.kernel().extensions().list());
  }

  @Test
  void behindTooFewWalls_nothingBegins() throws Exception {
    GuestOutcome outcome = run("1", List.of(), "process");
    assertEquals(
        "isolation-too-weak",
        assertInstanceOf(GuestOutcome.HostFault.class, outcome).error().code());
    assertEquals(List.of(), session.kernel().extensions().list());
  }

  @Test
  void onlyTheSameCode_isOfOneTrustDomain() throws Exception {
    Right clock = Right.to("clock", "millis");
    for (String text : List.of("1", "2", "1")) {
      run(text, List.of(clock), "none");
    }
    List<String> domains =
        granted().stream()
            .filter(grant -> grant.parent().isPresent())
            .map(grant -> grant.holder().name().split("/", 2)[0])
            .toList();
    assertEquals(3, domains.size());
    assertEquals(domains.get(0), domains.get(2));
    assertNotEquals(domains.get(0), domains.get(1));
    assertTrue(domains.getFirst().startsWith("operator:"), domains::toString);
  }
}

package dev.symphony.host.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.symphony.capabilities.Bytes;
import dev.symphony.capabilities.right.Right;
import dev.symphony.host.session.Isolation;
import dev.symphony.host.session.ObjectScope;
import dev.symphony.host.session.Session;
import dev.symphony.host.session.SessionOptions;
import dev.symphony.kernel.extension.Activation;
import dev.symphony.kernel.extension.Endowment;
import dev.symphony.kernel.extension.ExtensionDescriptor;
import dev.symphony.kernel.extension.ExtensionId;
import dev.symphony.kernel.grant.Grant;
import dev.symphony.kernel.guest.GuestInvocation;
import dev.symphony.kernel.guest.GuestLimits;
import dev.symphony.kernel.guest.GuestOutcome;
import dev.symphony.kernel.guest.GuestProgram;
import dev.symphony.kernel.guest.Language;
import dev.symphony.sandbox.runtime.WorkerTempo;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A guest in a jailed worker that maps a content asks nobody again, until something is revoked. */
@Timeout(120)
class RawContentsTest {
  private static final ExtensionId ID = new ExtensionId("test", "reader", "1.0.0");
  private static final GuestLimits LIMITS =
      new GuestLimits(Duration.ofMinutes(1), Duration.ofMinutes(1), 64L << 20, 8L << 20);
  private static final String READER =
      """
      export default async function run(input, caps) {
        let bytes = 0;
        try {
          for (let i = 0; i < input.times; i++) {
            bytes += (await caps.artifacts.get(input.digest)).length;
          }
          return `${bytes} bytes`;
        } catch (e) {
          return e.code;
        }
      }
      """;

  @TempDir private Path home;

  @Test
  void revokedContents_areDeniedAtTheNextCall_mappedOrNot() throws Exception {
    try (Session session = Session.open(options())) {
      String digest = put(session);
      Grant reading = grant(session);
      Grant other = grant(session);
      try (Activation guest = activate(session, reading)) {
        assertEquals("10000 bytes", read(guest, digest, 10));
        assertEquals(1, reads(session), "the rest was mapped");
        session.kernel().grants().revoke(other);
        assertEquals("10000 bytes", read(guest, digest, 10));
        assertEquals(2, reads(session), "any revocation has the gate asked again");
        session.kernel().grants().revoke(reading);
        assertEquals("denied-revoked", read(guest, digest, 1));
      }
    }
  }

  private SessionOptions options() {
    return new SessionOptions(
            Optional.of(home),
            Isolation.PROCESS,
            WorkerTempo.FIRST_RESULT,
            text -> {},
            System.getenv())
        .in(Topology.EXOKERNEL);
  }

  private static String put(Session session) {
    return session
        .pit()
        .ensemble()
        .store()
        .put(
            "test/reader",
            "content",
            "application/octet-stream",
            Bytes.ofOwnedArray(new byte[1000]),
            List.of())
        .digest();
  }

  private static long reads(Session session) {
    return session.pit().ensemble().store().facts().getFirst().reads();
  }

  private static Grant grant(Session session) throws Exception {
    return session
        .objects()
        .grant(Right.to("artifacts", "get"), ObjectScope.of(ID, Optional.empty()));
  }

  private static Activation activate(Session session, Grant grant) throws Exception {
    GuestProgram program =
        new GuestProgram(
            Language.JAVASCRIPT,
            GuestProgram.Form.MODULE,
            "main.mjs",
            Map.of("main.mjs", Bytes.utf8(READER)));
    var extensions = session.kernel().extensions();
    Activation guest =
        extensions.activate(
            extensions.install(new ExtensionDescriptor(ID, program, LIMITS)),
            List.of(Endowment.of(grant)),
            (stream, text) -> {});
    GuestOutcome _ = guest.invoke(new GuestInvocation.Evaluate(), LIMITS).await();
    return guest;
  }

  private static String read(Activation guest, String digest, long times) {
    Map<String, Object> input = Map.of("times", times, "digest", digest);
    GuestOutcome outcome =
        guest.invoke(new GuestInvocation.Call("run", List.of(input)), LIMITS).await();
    return outcome instanceof GuestOutcome.Completed completed
        ? String.valueOf(completed.value())
        : outcome.toString();
  }
}

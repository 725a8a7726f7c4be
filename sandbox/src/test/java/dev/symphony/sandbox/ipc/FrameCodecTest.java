package dev.symphony.sandbox.ipc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.symphony.capabilities.Bytes;
import dev.symphony.kernel.gate.Answer;
import dev.symphony.kernel.gate.DenialReason;
import dev.symphony.kernel.guest.GuestConsole;
import dev.symphony.kernel.guest.GuestError;
import dev.symphony.kernel.guest.GuestInvocation;
import dev.symphony.kernel.guest.GuestProgram;
import dev.symphony.kernel.guest.Language;
import dev.symphony.kernel.guest.Limit;
import dev.symphony.kernel.service.Operation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Frames: what goes in comes out, and what is no frame never does harm. */
@SuppressWarnings("NullAway") // jqwik says nothing about null in its types
final class FrameCodecTest {
  private final ToWorkerCodec toWorker = new ToWorkerCodec();
  private final FromWorkerCodec fromWorker = new FromWorkerCodec();

  @Provide
  Arbitrary<@Nullable Object> values() {
    Arbitrary<Object> plain =
        Arbitraries.oneOf(
            Arbitraries.longs().map(Object.class::cast),
            Arbitraries.doubles().map(Object.class::cast),
            Arbitraries.of(true, false).map(Object.class::cast),
            texts().map(Object.class::cast),
            Arbitraries.bytes().array(byte[].class).map(Bytes::copyOf).map(Object.class::cast));
    Arbitrary<@Nullable Object> flat = plain.injectNull(0.1);
    return Arbitraries.oneOf(flat, nested(flat), nested(Arbitraries.oneOf(flat, nested(flat))));
  }

  private static Arbitrary<@Nullable Object> nested(Arbitrary<@Nullable Object> inner) {
    return Arbitraries.oneOf(
        inner.list().ofMaxSize(4).map(Object.class::cast),
        Arbitraries.maps(texts(), inner).ofMaxSize(4).map(Object.class::cast));
  }

  private static Arbitrary<String> texts() {
    return Arbitraries.strings()
        .ofMaxLength(40)
        .map(s -> new String(s.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
  }

  @Provide
  Arbitrary<ToWorker> orders() {
    Arbitrary<Answer> answers =
        Arbitraries.oneOf(
            values().map(Answer.Returned::new),
            Arbitraries.of(DenialReason.class).map(Answer.Denied::new),
            texts().map(t -> new Answer.Failed(t, "x")));
    Arbitrary<GuestInvocation> invocations =
        Arbitraries.oneOf(
            Arbitraries.just(new GuestInvocation.Evaluate()),
            values().list().ofMaxSize(3).map(v -> new GuestInvocation.Call("run", v)));
    return Arbitraries.oneOf(
        texts().map(FrameCodecTest::start),
        invocations.map(i -> new ToWorker.Invoke(1, 2, i, 3, 4)),
        Arbitraries.longs().map(n -> new ToWorker.Stop(n, n)),
        answers.map(a -> new ToWorker.Reply(1, 2, a)),
        Arbitraries.longs().map(ToWorker.Rest::new),
        Arbitraries.longs().map(ToWorker.Close::new));
  }

  private static ToWorker start(String text) {
    GuestProgram program =
        new GuestProgram(
            Language.PYTHON,
            GuestProgram.Form.MODULE,
            "a.py",
            Map.of("a.py", Bytes.utf8(text), "b/c.py", Bytes.empty()));
    BoundService service =
        new BoundService(
            "files",
            List.of(
                new BoundService.BoundOperation("list", 0, Operation.Mode.ASYNCHRONOUS, 1L << 51)));
    return new ToWorker.Start(1, text, program, List.of(service));
  }

  @Provide
  Arbitrary<FromWorker> reports() {
    Arbitrary<FromWorker.End> ends =
        values()
            .flatMap(v ->
                Arbitraries.of(
                    new FromWorker.End(
                        FromWorker.Kind.COMPLETED, v, Optional.empty(), Optional.empty(), 5),
                    new FromWorker.End(
                        FromWorker.Kind.LIMIT,
                        null,
                        Optional.empty(),
                        Optional.of(Limit.OUTPUT),
                        5),
                    new FromWorker.End(
                        FromWorker.Kind.DENIED,
                        null,
                        Optional.of(new GuestError("a", "b")),
                        Optional.empty(),
                        5)));
    return Arbitraries.oneOf(
        texts().map(t -> new FromWorker.Hello(t, t, true)),
        Arbitraries.longs().map(FromWorker.Started::new),
        texts().map(t -> new FromWorker.NotStarted(1, new GuestError("x", t))),
        values().list().ofMaxSize(5).map(v -> new FromWorker.Call(1, 2, 1L << 51, 3, v)),
        texts().map(t -> new FromWorker.Print(1, GuestConsole.Stream.ERR, t)),
        Arbitraries.of(Limit.class).map(l -> new FromWorker.Tripped(1, 2, l)),
        ends.map(e -> new FromWorker.Ended(1, 2, e)),
        Arbitraries.longs().map(n -> new FromWorker.Took(1, 2, n)),
        Arbitraries.longs().map(FromWorker.Closed::new),
        Arbitraries.longs().map(FromWorker.Rested::new),
        texts().map(FromWorker.Retire::new));
  }

  @Property(tries = 500)
  void ordersComeOutAsTheyWentIn(@ForAll("orders") ToWorker order) throws IOException {
    assertEquals(order, toWorker.decode(toWorker.encode(order)));
  }

  @Property(tries = 500)
  void reportsComeOutAsTheyWentIn(@ForAll("reports") FromWorker report) throws IOException {
    assertEquals(report, fromWorker.decode(fromWorker.encode(report)));
  }

  @Property(tries = 500)
  void aDamagedFrameIsAnotherFrameOrNone(
      @ForAll("reports") FromWorker report, @ForAll Random random) throws IOException {
    byte[] frame = fromWorker.encode(report);
    for (int i = 0; i < 20; i++) {
      byte[] damaged = frame.clone();
      damaged[random.nextInt(frame.length)] = (byte) random.nextInt(256);
      decodesOrIsRefused(damaged);
    }
  }

  @Property(tries = 2000)
  void noiseIsNoFrame(@ForAll byte[] noise) {
    decodesOrIsRefused(noise);
  }

  /** Anything but a message or a refusal, such as another exception, fails the test. */
  private void decodesOrIsRefused(byte[] frame) {
    try {
      fromWorker.decode(frame);
    } catch (ProtocolException e) {
      assertEquals(false, String.valueOf(e.getMessage()).isEmpty());
    }
    try {
      toWorker.decode(frame);
    } catch (ProtocolException e) {
      assertEquals(false, String.valueOf(e.getMessage()).isEmpty());
    }
  }

  @Test
  void deepNestingIsRefused() throws IOException {
    Object deep = 1L;
    for (int i = 0; i < 1000; i++) {
      deep = List.of(deep);
    }
    byte[] frame = fromWorker.encode(new FromWorker.Call(1, 2, 3, 4, List.of(deep)));
    assertThrows(ProtocolException.class, () -> fromWorker.decode(frame));
  }

  @Test
  void aFrameCanBeTooLong() {
    List<@Nullable Object> large = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      large.add(Bytes.ofOwnedArray(new byte[16 << 20]));
    }
    assertThrows(
        FrameTooLongException.class,
        () -> fromWorker.encode(new FromWorker.Call(1, 2, 3, 4, large)));
  }

  /**
   * A replacement character that was sent arrives; one that stands for what is no text does not.
   */
  @Test
  void texts_areDecodedStrictly() throws IOException {
    PeerCodec peers = new PeerCodec();
    PeerMessage.Note note = new PeerMessage.Note(1, 2, 3, "a\uFFFDb", false);
    byte[] frame = peers.encode(note);
    assertEquals(note, peers.decode(frame));
    for (int at = 0; at < frame.length; at++) {
      if (frame[at] == (byte) 0xEF) {
        frame[at] = (byte) 0xFF;
      }
    }
    assertThrows(ProtocolException.class, () -> peers.decode(frame));
  }
}

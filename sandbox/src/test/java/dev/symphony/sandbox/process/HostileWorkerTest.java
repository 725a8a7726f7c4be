package dev.symphony.sandbox.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.kernel.gate.Answer;
import dev.symphony.kernel.guest.CallPort;
import dev.symphony.kernel.guest.GuestConsole;
import dev.symphony.kernel.guest.GuestInstance;
import dev.symphony.kernel.guest.GuestInvocation;
import dev.symphony.kernel.guest.GuestLimits;
import dev.symphony.kernel.guest.GuestOutcome;
import dev.symphony.kernel.guest.GuestStart;
import dev.symphony.kernel.guest.GuestStartException;
import dev.symphony.kernel.guest.IsolationLabel;
import dev.symphony.kernel.guest.Language;
import dev.symphony.kernel.guest.Limit;
import dev.symphony.sandbox.ipc.FromWorker;
import dev.symphony.sandbox.ipc.FromWorkerCodec;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Workers that are the attacker. The process is one that sleeps; what speaks in its name is a
 * thread of the test, which sends whatever bytes it likes.
 */
final class HostileWorkerTest {
  private static final RuntimeSettings SETTINGS =
      new RuntimeSettings(
          Duration.ofSeconds(5),
          Duration.ofSeconds(60),
          Duration.ofMillis(100),
          Duration.ofMillis(300),
          Duration.ofMillis(300));

  /** What is sent after the guest has been invoked, and how the process passes its time. */
  record Attack(String name, List<String> command, List<byte[]> frames) {
    Attack(String name, byte[]... frames) {
      this(name, List.of("sleep", "60"), List.of(frames));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static byte[] framed(byte[] content) {
    return ByteBuffer.allocate(content.length + 4).putInt(content.length).put(content).array();
  }

  private static byte[] frame(FromWorker message) {
    try {
      return framed(new FromWorkerCodec().encode(message));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  private static FromWorker.End end(FromWorker.Kind kind, @Nullable Object value) {
    return new FromWorker.End(kind, value, Optional.empty(), Optional.empty(), 1);
  }

  static Stream<Attack> attacks() {
    byte[] call = frame(new FromWorker.Call(1, 1, 5, 0, List.of("x")));
    byte[] retire = frame(new FromWorker.Retire("no more"));
    byte[] print = frame(new FromWorker.Print(1, GuestConsole.Stream.OUT, "x".repeat(100_000)));
    byte[][] flood = new byte[200][];
    Arrays.fill(flood, print);
    return Stream.of(
        new Attack("a gigantic length", bytes(0x7f, 0xff, 0xff, 0xff)),
        new Attack("a negative length", bytes(0xff, 0xff, 0xff, 0xff)),
        new Attack("no length", bytes(0, 0, 0, 0)),
        new Attack("noise", framed(bytes(0xc1, 0xc1, 0x93, 1, 2, 3))),
        new Attack("an unknown kind", framed(bytes(0x92, 99, 1))),
        new Attack("an array that promises billions", framed(bytes(0xdd, 0xff, 0xff, 0xff, 0xff))),
        new Attack(
            "a text that promises billions", framed(bytes(0x92, 9, 0xdb, 0x7f, 0xff, 0xff, 0xff))),
        new Attack("too many fields", framed(bytes(0x93, 2, 1, 1))),
        new Attack("something left over", framed(bytes(0x92, 9, 0xa1, 0x78, 0))),
        new Attack("another guest", frame(new FromWorker.Call(2, 1, 5, 0, List.of()))),
        new Attack("a second greeting", frame(new FromWorker.Hello("js", "x", false))),
        new Attack("a second start", frame(new FromWorker.Started(1))),
        new Attack(
            "another invocation",
            frame(new FromWorker.Ended(1, 7, end(FromWorker.Kind.COMPLETED, 1L)))),
        new Attack("the same call twice", call, call),
        new Attack("a guest gone that is not closed", frame(new FromWorker.Closed(1))),
        new Attack("a flood of output", flood),
        new Attack("a limit of another invocation", frame(new FromWorker.Tripped(1, 9, Limit.CPU))),
        new Attack("usage of another guest", frame(new FromWorker.Took(3, 1, 1))),
        new Attack("a second retirement", retire, retire),
        new Attack("a rest that nobody asked for", frame(new FromWorker.Rested(1))));
  }

  /** Starts a process that sleeps, and lets a thread greet in its name and attack. */
  private static WorkerLauncher attacker(
      AtomicReference<@Nullable Process> process, Attack attack) {
    return order -> {
      Process started = new ProcessBuilder(attack.command()).start();
      process.set(started);
      Thread.ofVirtual().start(() -> attack(order, attack));
      return new WorkerLauncher.LaunchedWorker(started, IsolationLabel.PROCESS);
    };
  }

  private static void attack(WorkerLauncher.WorkerOrder order, Attack attack) {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(order.socket()))) {
      write(channel, frame(new FromWorker.Hello(order.language().id(), "hostile", false)));
      skipFrame(channel);
      write(channel, frame(new FromWorker.Started(1)));
      skipFrame(channel);
      for (byte[] frame : attack.frames()) {
        write(channel, frame);
      }
      while (channel.read(ByteBuffer.allocate(1024)) >= 0) {
        // Says nothing more, and waits for the host to hang up.
      }
    } catch (IOException e) {
      // The host hung up in the middle.
    }
  }

  private static void write(SocketChannel channel, byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  private static void skipFrame(SocketChannel channel) throws IOException {
    ByteBuffer length = ByteBuffer.allocate(4);
    while (length.hasRemaining()) {
      channel.read(length);
    }
    ByteBuffer content = ByteBuffer.allocate(length.getInt(0));
    while (content.hasRemaining()) {
      channel.read(content);
    }
  }

  private static GuestOutcome outcomeUnder(Attack attack, GuestLimits limits) throws Exception {
    AtomicReference<@Nullable Process> process = new AtomicReference<>();
    try (ProcessGuestRuntime runtime =
            ProcessGuestRuntime.open(attacker(process, attack), SETTINGS, line -> {});
        GuestInstance guest = runtime.start(order(new Demo(1)))) {
      return Guests.outcome(guest.invoke(new GuestInvocation.Evaluate(), limits));
    } finally {
      Process started = process.get();
      assertTrue(started != null && started.waitFor(Duration.ofSeconds(10)), "it lives on");
    }
  }

  private static GuestStart order(CallPort calls) {
    return Guests.order("hostile", Guests.script(Language.JAVASCRIPT, "1"), calls, new Console());
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void nonsenseEndsTheWorker(Attack attack) throws Exception {
    GuestOutcome outcome = outcomeUnder(attack, Guests.ROOMY);
    var fault = assertInstanceOf(GuestOutcome.HostFault.class, outcome, outcome.toString());
    assertEquals("worker-protocol", fault.error().code());
  }

  @Test
  void silenceRunsIntoTheClockAndEndsTheWorker() throws Exception {
    GuestLimits limits =
        new GuestLimits(Duration.ofSeconds(9), Duration.ofMillis(300), 96L << 20, 1 << 20);
    GuestLimitsTest.assertLimit(Limit.WALL, outcomeUnder(new Attack("silence"), limits));
  }

  @Test
  void halfAFrameRunsIntoTheClockToo() throws Exception {
    GuestLimits limits =
        new GuestLimits(Duration.ofSeconds(9), Duration.ofMillis(300), 96L << 20, 1 << 20);
    GuestLimitsTest.assertLimit(
        Limit.WALL, outcomeUnder(new Attack("half", bytes(0, 0, 0, 9, 1)), limits));
  }

  @Test
  void reportsOfUsageCountAsMessages() throws Exception {
    byte[][] reports = new byte[500][];
    Arrays.fill(reports, frame(new FromWorker.Took(1, 1, 1)));
    GuestLimitsTest.assertLimit(
        Limit.MESSAGES,
        outcomeUnder(
            new Attack("a flood of reports", reports), Guests.ROOMY.withMessagesPerSecond(100)));
  }

  @Test
  void processorTimeThatTheWorkerDoesNotSpeakOfIsCounted() throws Exception {
    Attack silent =
        new Attack("spins and says nothing", List.of("sh", "-c", "while :; do :; done"), List.of());
    GuestLimits limits = Guests.ROOMY.withCpu(Duration.ofMillis(300));
    GuestOutcome outcome = outcomeUnder(silent, limits);
    GuestLimitsTest.assertLimit(Limit.CPU, outcome);
    assertTrue(outcome.usage().wall().compareTo(limits.cpu()) >= 0, outcome.toString());
  }

  @Test
  void aRestThatIsNeverOver_doesNotMakeProcessorTimeFree() throws Exception {
    Attack restless =
        new Attack("never rests", List.of("sh", "-c", "while :; do :; done"), List.of());
    AtomicReference<@Nullable Process> process = new AtomicReference<>();
    try (ProcessGuestRuntime runtime =
            ProcessGuestRuntime.open(attacker(process, restless), SETTINGS, line -> {});
        GuestInstance guest = runtime.start(order(new Demo(1)))) {
      Thread.sleep(SETTINGS.restAfter().multipliedBy(4));
      GuestLimitsTest.assertLimit(
          Limit.CPU,
          Guests.outcome(
              guest.invoke(
                  new GuestInvocation.Evaluate(), Guests.ROOMY.withCpu(Duration.ofMillis(300)))));
    }
  }

  @Test
  void nothingThatIsSaidAfterTheOutcomeHasAnEffect() throws Exception {
    AtomicInteger made = new AtomicInteger();
    CallPort counting =
        (handle, operation, arguments) -> new Answer.Returned((long) made.incrementAndGet());
    CountDownLatch over = new CountDownLatch(1);
    CountDownLatch said = new CountDownLatch(1);
    WorkerLauncher late =
        order -> {
          Thread.ofVirtual().start(() -> callOnce(order, over, said));
          return new WorkerLauncher.LaunchedWorker(
              new ProcessBuilder("sleep", "60").start(), IsolationLabel.PROCESS);
        };
    GuestLimits limits = Guests.ROOMY.withWall(Duration.ofMillis(300));
    try (ProcessGuestRuntime runtime = ProcessGuestRuntime.open(late, SETTINGS, line -> {});
        GuestInstance guest = runtime.start(order(counting))) {
      GuestLimitsTest.assertLimit(
          Limit.WALL, Guests.outcome(guest.invoke(new GuestInvocation.Evaluate(), limits)));
      over.countDown();
      assertTrue(said.await(30, TimeUnit.SECONDS), "the late calls are not even made");
      Thread.sleep(100);
      assertEquals(0, made.get());
    }
  }

  /** Behaves until the host says that it is over, and calls then. */
  private static void callOnce(
      WorkerLauncher.WorkerOrder order, CountDownLatch over, CountDownLatch said) {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(order.socket()))) {
      write(channel, frame(new FromWorker.Hello(order.language().id(), "late", false)));
      skipFrame(channel);
      write(channel, frame(new FromWorker.Started(1)));
      skipFrame(channel);
      over.await();
      write(channel, frame(new FromWorker.Call(1, 1, Demo.HANDLE, 1, List.of(1L, 2L))));
      write(channel, frame(new FromWorker.Call(1, 2, Demo.HANDLE, 0, List.of("x"))));
      said.countDown();
      while (channel.read(ByteBuffer.allocate(1024)) >= 0) {
        // Waits for the host to hang up.
      }
    } catch (IOException e) {
      // The host hung up.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aWorkerThatDoesNotConnectIsNoWorker() throws Exception {
    AtomicReference<@Nullable Process> process = new AtomicReference<>();
    WorkerLauncher mute =
        order -> {
          Process dead = new ProcessBuilder("false").start();
          process.set(dead);
          return new WorkerLauncher.LaunchedWorker(dead, IsolationLabel.PROCESS);
        };
    try (ProcessGuestRuntime runtime = ProcessGuestRuntime.open(mute, SETTINGS, line -> {})) {
      var exception =
          assertThrows(GuestStartException.class, () -> runtime.start(order(new Demo(1))));
      assertEquals("worker-start", exception.error().code());
    }
    Process started = process.get();
    assertFalse(started == null || started.isAlive());
  }
}

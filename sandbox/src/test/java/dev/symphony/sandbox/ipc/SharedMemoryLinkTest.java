package dev.symphony.sandbox.ipc;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.capabilities.Bytes;
import dev.symphony.kernel.gate.Answer;
import dev.symphony.sandbox.jail.SharedMemory;
import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Host and worker in one process; in the later tests the worker writes what it likes. */
@EnabledOnOs(OS.LINUX)
final class SharedMemoryLinkTest {
  private static final Duration PATIENCE = Duration.ofNanos(20_000);
  private static final Duration GENEROUS = Duration.ofSeconds(60);

  private SharedMemory memory;
  private Link<ToWorker, FromWorker> host;
  private Link<FromWorker, ToWorker> worker;

  @BeforeEach
  void connect(@TempDir Path directory) throws IOException {
    memory = SharedMemory.create(SharedMemoryLink.memoryBytes()).orElseThrow();
    var address = UnixDomainSocketAddress.of(directory.resolve("s"));
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(address);
      SocketChannel end = SocketChannel.open(address);
      host = SharedMemoryLink.ofHost(memory, server.accept(), PATIENCE);
      worker = SharedMemoryLink.ofWorker(memory, end, PATIENCE);
    }
  }

  @AfterEach
  void disconnect() {
    host.close();
    worker.close();
    memory.close();
  }

  private static Thread start(Sending sending) {
    return Thread.ofPlatform()
        .daemon()
        .start(() -> {
          try {
            sending.run();
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        });
  }

  @FunctionalInterface
  private interface Sending {
    void run() throws IOException;
  }

  @Test
  void manyFramesOfAllSizesArriveInOrder() throws Exception {
    Thread sender =
        start(() -> {
          for (int i = 0; i < 3000; i++) {
            Bytes content = Bytes.ofOwnedArray(new byte[i % 500 == 0 ? 2_000_000 : i]);
            host.send(new ToWorker.Reply(1, i, new Answer.Returned(content)));
          }
        });
    for (int i = 0; i < 3000; i++) {
      var reply = (ToWorker.Reply) worker.receive();
      assertEquals(i, reply.call());
      int length = i % 500 == 0 ? 2_000_000 : i;
      assertEquals(new Answer.Returned(Bytes.ofOwnedArray(new byte[length])), reply.answer());
    }
    sender.join();
  }

  @Test
  void sleepersAreWoken() {
    assertTimeoutPreemptively(
        GENEROUS,
        () -> {
          Thread echo =
              start(() -> {
                for (int i = 0; i < 300; i++) {
                  FromWorker message = host.receive();
                  host.send(new ToWorker.Close(((FromWorker.Closed) message).instance()));
                }
              });
          for (int i = 0; i < 300; i++) {
            LockSupport.parkNanos(i % 3 * 200_000L);
            worker.send(new FromWorker.Closed(i));
            assertEquals(new ToWorker.Close(i), worker.receive());
          }
          echo.join();
        });
  }

  @Test
  void threadsThatWait_takeTurnsInReceiving_andKeepTheOrder() {
    assertTimeoutPreemptively(
        GENEROUS,
        () -> {
          List<Long> taken = new ArrayList<>();
          AtomicBoolean all = new AtomicBoolean();
          Thread listener =
              start(() -> {
                while (!all.get()) {
                  worker.receive(message -> add(taken, all, message));
                }
              });
          Thread sender =
              start(() -> {
                for (int i = 0; i < 20_000; i++) {
                  host.send(new ToWorker.Close(i));
                }
              });
          while (!all.get()) {
            worker.pump(message -> add(taken, all, message), all::get, new Patience());
          }
          sender.join();
          host.send(new ToWorker.Close(-1));
          listener.join();
          synchronized (taken) {
            assertEquals(
                LongStream.range(0, 20_000).boxed().toList(),
                taken.stream().filter(i -> i >= 0).toList());
          }
        });
  }

  @Test
  void aLaterMessageWaits_untilTheOneBeforeIsTakenIn() {
    assertTimeoutPreemptively(
        GENEROUS,
        () -> {
          host.send(new ToWorker.Close(1));
          host.send(new ToWorker.Close(2));
          List<ToWorker> taken = Collections.synchronizedList(new ArrayList<>());
          CountDownLatch received = new CountDownLatch(1);
          CountDownLatch goOn = new CountDownLatch(1);
          Thread listener =
              start(() ->
                  worker.receive(message -> {
                    received.countDown();
                    await(goOn);
                    taken.add(message);
                  }));
          received.await();

          assertFalse(worker.pump(taken::add, () -> !taken.isEmpty(), new Patience()));

          goOn.countDown();
          listener.join();
          worker.pump(taken::add, () -> taken.size() == 2, new Patience());
          assertEquals(List.of(new ToWorker.Close(1), new ToWorker.Close(2)), taken);
        });
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void add(List<Long> taken, AtomicBoolean all, ToWorker message) {
    synchronized (taken) {
      taken.add(((ToWorker.Close) message).instance());
      all.set(taken.size() >= 20_000);
    }
  }

  @Test
  void lastWordsArriveBeforeTheEnd() throws Exception {
    worker.send(new FromWorker.Started(7));
    worker.close();

    assertEquals(new FromWorker.Started(7), host.receive());
    assertThrows(EOFException.class, () -> host.receive());
    assertThrows(IOException.class, () -> worker.send(new FromWorker.Started(1)));
  }

  @Test
  void theEndWakesASleeper() {
    assertTimeoutPreemptively(
        GENEROUS,
        () -> {
          Thread closer =
              Thread.ofPlatform()
                  .start(() -> {
                    LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
                    worker.close();
                  });
          assertThrows(EOFException.class, () -> host.receive());
          closer.join();
        });
  }

  @Test
  void aFullRing_endsWithTheLink() {
    assertTimeoutPreemptively(
        GENEROUS,
        () -> {
          Thread closer =
              Thread.ofPlatform()
                  .start(() -> {
                    LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
                    host.close();
                  });
          Bytes large = Bytes.ofOwnedArray(new byte[2 * RingPlace.CAPACITY]);
          ToWorker message = new ToWorker.Reply(1, 1, new Answer.Returned(large));
          assertThrows(IOException.class, () -> host.send(message));
          closer.join();
        });
  }

  @Test
  void anInterruptedSender_doesNotHarmTheLink() throws Exception {
    Thread.currentThread().interrupt();
    worker.send(new FromWorker.Started(4));
    assertTrue(Thread.interrupted());
    assertEquals(new FromWorker.Started(4), host.receive());
  }

  @Test
  void afterItsEnd_theMemoryIsOutOfReach() {
    host.close();
    host.discard();

    assertThrows(IOException.class, () -> host.send(new ToWorker.Close(1)));
    assertThrows(EOFException.class, () -> host.receive());
  }

  @Test
  void positionsThatCannotBe_areRefused() {
    MemorySegment shared = memory.segment();
    for (long lie : List.of(-1L, Long.MIN_VALUE, Long.MAX_VALUE, RingPlace.CAPACITY + 1L)) {
      shared.set(JAVA_LONG_UNALIGNED, RingPlace.FROM_WORKER.start(), lie);
      assertThrows(ProtocolException.class, () -> host.receive(), "written " + lie);
    }
    for (long lie : List.of(-RingPlace.CAPACITY - 1L, 1L, Long.MIN_VALUE, Long.MAX_VALUE)) {
      RingPlace.TO_WORKER.tellRead(shared, lie);
      assertThrows(ProtocolException.class, () -> host.send(new ToWorker.Close(1)), "read " + lie);
    }
  }

  @Test
  void lengthsThatCannotBe_areRefused() {
    MemorySegment shared = memory.segment();
    RingPlace place = RingPlace.FROM_WORKER;
    shared.asSlice(place.data(), 8).fill((byte) 0xff);
    place.tellWritten(shared, 4);
    assertThrows(ProtocolException.class, () -> host.receive());

    shared.asSlice(place.data(), 8).fill((byte) 0);
    place.tellWritten(shared, 8);
    assertThrows(ProtocolException.class, () -> host.receive());
  }

  @Test
  void aMessageThatIsChangedAfterwards_isTheOneThatWasTaken() throws Exception {
    worker.send(new FromWorker.Retire("as it was sent"));
    FromWorker message = host.receive();
    memory.segment().fill((byte) 0x5a);

    assertEquals(new FromWorker.Retire("as it was sent"), message);
  }

  @Test
  void scribbledMemory_givesErrorsAndNothingElse() throws InterruptedException {
    MemorySegment shared = memory.segment();
    AtomicBoolean enough = new AtomicBoolean();
    Thread scribbler = Thread.ofPlatform().daemon().start(() -> scribble(shared, enough));
    try {
      long end = System.nanoTime() + Duration.ofSeconds(2).toNanos();
      for (int i = 0; System.nanoTime() < end; i++) {
        use(i);
      }
    } finally {
      enough.set(true);
      scribbler.join();
    }
  }

  private static void scribble(MemorySegment shared, AtomicBoolean enough) {
    Random random = new Random(4);
    long[] favourites = {0, 128, 256, 384, 512, RingPlace.FROM_WORKER.start()};
    while (!enough.get()) {
      long at =
          random.nextBoolean()
              ? random.nextLong(shared.byteSize() - 8)
              : favourites[random.nextInt(favourites.length)] + random.nextInt(520);
      if (random.nextInt(4) == 0) {
        shared.set(JAVA_LONG_UNALIGNED, at & ~7L, random.nextInt(1 << 20));
      } else {
        shared.set(JAVA_BYTE, at, (byte) random.nextInt());
      }
    }
  }

  /** Whatever the memory holds: a message, or the word that it is none. */
  private void use(int i) {
    try {
      var _ = host.pump(message -> {}, () -> false, new Patience());
      if (i % 4 == 0) {
        makeRoom();
        host.send(new ToWorker.Close(i));
      }
    } catch (ProtocolException e) {
      // What the kernel kills a worker for.
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** A full ring would make the sender wait, which is right, but not what is tested here. */
  private void makeRoom() {
    RingPlace.TO_WORKER.tellRead(memory.segment(), RingPlace.TO_WORKER.written(memory.segment()));
  }

  @Test
  void aBellRungForNothing_doesNotKeepTheHostFromSleeping() {
    assertTimeoutPreemptively(
        GENEROUS,
        () -> {
          AtomicBoolean enough = new AtomicBoolean();
          Thread ringer =
              Thread.ofPlatform()
                  .daemon()
                  .start(() -> {
                    while (!enough.get()) {
                      memory
                          .segment()
                          .set(
                              JAVA_INT, RingPlace.FROM_WORKER.bellPlace(), (int) System.nanoTime());
                      memory.wake(RingPlace.FROM_WORKER.bellPlace());
                    }
                  });
          Thread sender =
              start(() -> {
                LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
                worker.send(new FromWorker.Started(1));
              });
          long before = cpuNanos();
          assertEquals(new FromWorker.Started(1), host.receive());
          long used = cpuNanos() - before;
          enough.set(true);
          ringer.join();
          sender.join();
          assertTrue(used < Duration.ofMillis(150).toNanos(), () -> used + " ns of processor time");
        });
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}

package dev.symphony.sandbox.ipc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.symphony.capabilities.Bytes;
import dev.symphony.kernel.gate.Answer;
import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SocketLinkTest {
  private record Ends(Link<ToWorker, FromWorker> host, Link<FromWorker, ToWorker> worker) {}

  private static Ends connect(Path directory) throws IOException {
    var address = UnixDomainSocketAddress.of(directory.resolve("s"));
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(address);
      SocketChannel worker = SocketChannel.open(address);
      return new Ends(
          SocketLink.over(server.accept(), new ToWorkerCodec(), new FromWorkerCodec(), "host"),
          SocketLink.over(worker, new FromWorkerCodec(), new ToWorkerCodec(), "worker"));
    }
  }

  @Test
  void manyFramesOfAllSizesArriveInOrder(@TempDir Path directory) throws Exception {
    Ends ends = connect(directory);
    Thread sender =
        Thread.ofVirtual()
            .start(() -> {
              try {
                for (int i = 0; i < 3000; i++) {
                  Bytes content = Bytes.ofOwnedArray(new byte[i % 500 == 0 ? 2_000_000 : i]);
                  ends.host().send(new ToWorker.Reply(1, i, new Answer.Returned(content)));
                }
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });
    for (int i = 0; i < 3000; i++) {
      var reply = (ToWorker.Reply) ends.worker().receive();
      assertEquals(i, reply.call());
      int length = i % 500 == 0 ? 2_000_000 : i;
      assertEquals(new Answer.Returned(Bytes.ofOwnedArray(new byte[length])), reply.answer());
    }
    sender.join();
    ends.host().close();
    ends.worker().close();
  }

  @Test
  void theEndOfOneSideIsTheEndOfTheOther(@TempDir Path directory) throws Exception {
    Ends ends = connect(directory);
    ends.worker().send(new FromWorker.Call(1, 1, 1, 1, List.of()));
    assertEquals(new FromWorker.Call(1, 1, 1, 1, List.of()), ends.host().receive());
    ends.worker().close();
    assertThrows(EOFException.class, () -> ends.host().receive());
    assertThrows(IOException.class, () -> ends.worker().send(new FromWorker.Started(1)));
    ends.host().close();
  }

  @Test
  void anInterruptedSenderDoesNotHarmTheLink(@TempDir Path directory) throws Exception {
    Ends ends = connect(directory);
    Thread.currentThread().interrupt();
    ends.worker().send(new FromWorker.Started(4));
    assertEquals(true, Thread.interrupted());
    assertEquals(new FromWorker.Started(4), ends.host().receive());
    ends.host().close();
    ends.worker().close();
  }
}

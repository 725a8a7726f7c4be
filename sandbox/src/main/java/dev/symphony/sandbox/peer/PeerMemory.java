package dev.symphony.sandbox.peer;

import dev.symphony.sandbox.ipc.Lifeline;
import dev.symphony.sandbox.ipc.Link;
import dev.symphony.sandbox.ipc.PeerMessage;
import dev.symphony.sandbox.ipc.SharedMemoryLink;
import dev.symphony.sandbox.jail.SharedMemory;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The ends of ways between processes, as each of them finds its own. */
public final class PeerMemory {
  private static final int STANDARD_INPUT = 0;

  private PeerMemory() {}

  /** The end that leads to the process that started this one; see {@link PeerStarter}. */
  public static SharedMemoryLink<PeerMessage, PeerMessage> toStarter(Path socket)
      throws IOException {
    SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
    SharedMemory memory = SharedMemory.inherited(STANDARD_INPUT, SharedMemoryLink.memoryBytes());
    return SharedMemoryLink.ofPeer(
        memory, Lifeline.of(channel), SharedMemoryLink.End.SECOND, Link.USUAL_PATIENCE);
  }

  /** Makes the file that a way between two other processes is in. */
  public static void create(Path file) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.allocate(1), SharedMemoryLink.memoryBytes() - 1);
    }
  }

  /** An end of a way in a file; it lasts until this side closes it, told by the kernel. */
  public static SharedMemoryLink<PeerMessage, PeerMessage> inFile(
      Path file, SharedMemoryLink.End end) throws IOException {
    return SharedMemoryLink.ofPeer(
        SharedMemory.ofFile(file, SharedMemoryLink.memoryBytes()),
        Lifeline.untilClosed(),
        end,
        Link.USUAL_PATIENCE);
  }
}

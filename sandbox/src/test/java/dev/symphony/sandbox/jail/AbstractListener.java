package dev.symphony.sandbox.jail;

import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/** A listening socket of the host with a name in the abstract name space, outside all files. */
final class AbstractListener implements AutoCloseable {
  private static final int AF_UNIX = 1;
  private static final int SOCK_STREAM_CLOEXEC = 02000001;

  private final LinuxKernel kernel = LinuxKernel.current().orElseThrow();
  private final long socket;

  AbstractListener(String name) throws IOException {
    socket = Failure.check(kernel.call(Syscall.SOCKET, AF_UNIX, SOCK_STREAM_CLOEXEC, 0), "socket");
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment address = address(arena, name);
      Failure.check(
          kernel.call(Syscall.BIND, socket, address.address(), address.byteSize()), "bind");
    }
    Failure.check(kernel.call(Syscall.LISTEN, socket, 16), "listen");
  }

  /** The {@code struct sockaddr_un} of an abstract name. */
  static MemorySegment address(Arena arena, String name) {
    byte[] text = name.getBytes(StandardCharsets.UTF_8);
    MemorySegment address = arena.allocate(3 + text.length, 8);
    address.set(JAVA_SHORT, 0, (short) AF_UNIX);
    MemorySegment.copy(MemorySegment.ofArray(text), 0, address, 3, text.length);
    return address;
  }

  @Override
  public void close() {
    kernel.call(Syscall.CLOSE, socket);
  }
}

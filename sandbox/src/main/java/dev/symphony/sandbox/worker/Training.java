package dev.symphony.sandbox.worker;

import dev.symphony.capabilities.Bytes;
import dev.symphony.kernel.gate.Answer;
import dev.symphony.kernel.guest.GuestInvocation;
import dev.symphony.kernel.guest.GuestProgram;
import dev.symphony.kernel.guest.Language;
import dev.symphony.kernel.service.Operation;
import dev.symphony.sandbox.context.GuestEngine;
import dev.symphony.sandbox.ipc.BoundService;
import dev.symphony.sandbox.ipc.FromWorker;
import dev.symphony.sandbox.ipc.FromWorkerCodec;
import dev.symphony.sandbox.ipc.Link;
import dev.symphony.sandbox.ipc.SharedMemoryLink;
import dev.symphony.sandbox.ipc.SocketLink;
import dev.symphony.sandbox.ipc.ToWorker;
import dev.symphony.sandbox.ipc.ToWorkerCodec;
import dev.symphony.sandbox.jail.Seccomp;
import dev.symphony.sandbox.jail.SharedMemory;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A worker whose host is in the same process and plays one short session: two typical guests, one
 * run each, a call answered. What that touches is what an ahead-of-time cache of the worker should
 * hold.
 */
final class Training {
  private static final int GUESTS = 2;
  private static final long CPU_NANOS = Duration.ofMinutes(5).toNanos();
  private static final long OUTPUT_BYTES = 1 << 20;
  private static final long HANDLE = 1;

  /** How it is called. */
  static final GuestInvocation INVOCATION =
      new GuestInvocation.Call("run", List.of(Map.of("n", 20L, "name", "x")));

  private final Language language;
  private final Link<ToWorker, FromWorker> host;

  private Training(Language language, Link<ToWorker, FromWorker> host) {
    this.language = language;
    this.host = host;
  }

  /** Plays the session and ends the process in good order, which is what leaves a cache behind. */
  static void run(Language language) throws IOException {
    Path directory = Files.createTempDirectory("train");
    Path socket = directory.resolve("s");
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));
      Optional<SharedMemory> memory = SharedMemory.create(SharedMemoryLink.memoryBytes());
      Thread.ofPlatform().daemon().name("worker").start(() -> serve(socket, memory, language));
      new Training(language, hostLink(server.accept(), memory)).play();
    } finally {
      Files.deleteIfExists(socket);
      Files.deleteIfExists(directory);
    }
    System.exit(0);
  }

  private static Link<ToWorker, FromWorker> hostLink(
      SocketChannel channel, Optional<SharedMemory> memory) {
    return memory.isPresent()
        ? SharedMemoryLink.ofHost(memory.get(), channel, Link.USUAL_PATIENCE)
        : SocketLink.over(channel, new ToWorkerCodec(), new FromWorkerCodec(), "training");
  }

  private static Link<FromWorker, ToWorker> workerLink(
      SocketChannel channel, Optional<SharedMemory> memory) {
    return memory.isPresent()
        ? SharedMemoryLink.ofWorker(memory.get(), channel, Duration.ZERO)
        : SocketLink.over(channel, new FromWorkerCodec(), new ToWorkerCodec(), "host");
  }

  private static void serve(Path socket, Optional<SharedMemory> memory, Language language) {
    try {
      SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
      var link = workerLink(channel, memory);
      new Worker(GuestEngine.open(language), link, Worker.Beginning.AT_ONCE)
          .serve(Seccomp.rehearse());
    } catch (IOException e) {
      throw new IllegalStateException("the worker in training cannot serve", e);
    }
  }

  private void play() throws IOException {
    GuestProgram program = program(language);
    for (long instance = 0; instance < GUESTS; instance++) {
      host.send(new ToWorker.Start(instance, "guest", program, List.of(service())));
      host.send(new ToWorker.Invoke(instance, instance, INVOCATION, CPU_NANOS, OUTPUT_BYTES));
      FromWorker.End end = awaitEnd();
      if (end.kind() != FromWorker.Kind.COMPLETED) {
        throw new IllegalStateException("the guest in training ended as " + end);
      }
    }
  }

  private FromWorker.End awaitEnd() throws IOException {
    while (true) {
      switch (host.receive()) {
        case FromWorker.Call call ->
            host.send(
                new ToWorker.Reply(call.instance(), call.call(), new Answer.Returned("answer")));
        case FromWorker.Ended ended -> {
          return ended.end();
        }
        case FromWorker.NotStarted no ->
            throw new IllegalStateException("the guest in training did not start: " + no.error());
        case FromWorker.Hello _,
            FromWorker.Started _,
            FromWorker.Print _,
            FromWorker.Tripped _,
            FromWorker.Took _,
            FromWorker.Closed _,
            FromWorker.Rested _,
            FromWorker.Retire _ -> {
          // Nothing to answer.
        }
      }
    }
  }

  /** A guest that uses everyday built-ins, each once or twice. */
  static GuestProgram program(Language language) throws IOException {
    String entry = "train." + (language == Language.PYTHON ? "py" : "mjs");
    try (InputStream script = Training.class.getResourceAsStream(entry)) {
      if (script == null) {
        throw new IllegalStateException(entry + " is not on the class path");
      }
      Bytes content = Bytes.ofOwnedArray(script.readAllBytes());
      return new GuestProgram(language, GuestProgram.Form.MODULE, entry, Map.of(entry, content));
    }
  }

  /** The service that it calls. */
  static BoundService service() {
    return new BoundService(
        "clock",
        List.of(
            new BoundService.BoundOperation("now", 0, Operation.Mode.ASYNCHRONOUS, HANDLE),
            new BoundService.BoundOperation("millis", 1, Operation.Mode.SYNCHRONOUS, HANDLE)));
  }
}

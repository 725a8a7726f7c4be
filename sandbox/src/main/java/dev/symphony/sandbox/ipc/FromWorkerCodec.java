package dev.symphony.sandbox.ipc;

import dev.symphony.kernel.guest.GuestConsole;
import dev.symphony.kernel.guest.GuestError;
import dev.symphony.kernel.guest.Limit;
import dev.symphony.sandbox.ipc.FromWorker.End;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The frames that come from workers: an array of the kind of message and its fields. */
public final class FromWorkerCodec implements FrameCodec<FromWorker> {
  /** The most arguments a call may have. */
  public static final int MAX_ARGUMENTS = 64;

  private static final int HELLO = 1;
  private static final int STARTED = 2;
  private static final int NOT_STARTED = 3;
  private static final int CALL = 4;
  private static final int PRINT = 5;
  private static final int TRIPPED = 6;
  private static final int ENDED = 7;
  private static final int TOOK = 8;
  private static final int RETIRE = 9;
  private static final int CLOSED = 10;
  private static final int RESTED = 11;
  private static final List<Integer> FIELDS = List.of(4, 2, 4, 6, 4, 4, 8, 4, 2, 2, 2);

  @Override
  public byte[] encode(FromWorker message) throws IOException {
    return FrameWriter.encode(out -> write(out, message));
  }

  @Override
  public FromWorker decode(byte[] frame) throws ProtocolException {
    return FrameReader.decode(frame, FromWorkerCodec::read);
  }

  private static void write(FrameWriter out, FromWorker message) throws IOException {
    switch (message) {
      case FromWorker.Hello m ->
          head(out, HELLO).text(m.language()).text(m.engine()).number(m.lockedDown() ? 1 : 0);
      case FromWorker.Started m -> head(out, STARTED).number(m.instance());
      case FromWorker.NotStarted m ->
          writeError(head(out, NOT_STARTED).number(m.instance()), m.error());
      case FromWorker.Call m ->
          head(out, CALL)
              .number(m.instance())
              .number(m.call())
              .number(m.handle())
              .number(m.operation())
              .value(m.arguments());
      case FromWorker.Print m ->
          head(out, PRINT).number(m.instance()).choice(m.stream()).text(m.text());
      case FromWorker.Tripped m ->
          head(out, TRIPPED).number(m.instance()).number(m.invocation()).choice(m.limit());
      case FromWorker.Ended m -> writeEnd(head(out, ENDED), m);
      case FromWorker.Took m ->
          head(out, TOOK).number(m.instance()).number(m.invocation()).number(m.bytes());
      case FromWorker.Retire m -> head(out, RETIRE).text(m.reason());
      case FromWorker.Closed m -> head(out, CLOSED).number(m.instance());
      case FromWorker.Rested m -> head(out, RESTED).number(m.number());
    }
  }

  private static FrameWriter head(FrameWriter out, int kind) throws IOException {
    return out.array(FIELDS.get(kind - 1)).number(kind);
  }

  private static FromWorker read(FrameReader in) throws IOException {
    int fields = in.array(2, 8);
    int kind = in.number(HELLO, RESTED);
    if (fields != FIELDS.get(kind - 1)) {
      throw new ProtocolException("a message of kind " + kind + " with " + fields + " fields");
    }
    return switch (kind) {
      case HELLO -> new FromWorker.Hello(in.text(), in.text(), in.number(0, 1) == 1);
      case STARTED -> new FromWorker.Started(in.number());
      case NOT_STARTED -> new FromWorker.NotStarted(in.number(), readError(in));
      case CALL ->
          new FromWorker.Call(
              in.number(),
              in.number(),
              in.number(),
              in.number(0, Integer.MAX_VALUE),
              in.values(MAX_ARGUMENTS));
      case PRINT ->
          new FromWorker.Print(in.number(), in.choice(GuestConsole.Stream.class), in.text());
      case TRIPPED -> new FromWorker.Tripped(in.number(), in.number(), in.choice(Limit.class));
      case ENDED -> readEnded(in);
      case TOOK -> new FromWorker.Took(in.number(), in.number(), in.number());
      case RETIRE -> new FromWorker.Retire(in.text());
      case RESTED -> new FromWorker.Rested(in.number());
      default -> new FromWorker.Closed(in.number());
    };
  }

  private static void writeEnd(FrameWriter out, FromWorker.Ended message) throws IOException {
    End end = message.end();
    GuestError error = end.error().orElse(new GuestError("", ""));
    out.number(message.instance()).number(message.invocation()).choice(end.kind());
    out.value(end.value());
    writeError(out, error);
    out.array(2).choice(end.limit()).number(end.cpuNanos());
  }

  private static FromWorker readEnded(FrameReader in) throws IOException {
    long instance = in.number();
    long invocation = in.number();
    FromWorker.Kind kind = in.choice(FromWorker.Kind.class);
    Object value = in.value();
    GuestError error = readError(in);
    in.arrayOf(2);
    Optional<Limit> limit = in.optionalChoice(Limit.class);
    long cpuNanos = in.number();
    if (cpuNanos < 0 || (kind == FromWorker.Kind.LIMIT) != limit.isPresent()) {
      throw new ProtocolException("an outcome that contradicts itself");
    }
    return new FromWorker.Ended(
        instance,
        invocation,
        new End(
            kind,
            value,
            error.code().isEmpty() ? Optional.empty() : Optional.of(error),
            limit,
            cpuNanos));
  }

  private static void writeError(FrameWriter out, GuestError error) throws IOException {
    out.text(error.code()).text(error.message());
  }

  private static GuestError readError(FrameReader in) throws IOException {
    return new GuestError(in.text(), in.text());
  }
}

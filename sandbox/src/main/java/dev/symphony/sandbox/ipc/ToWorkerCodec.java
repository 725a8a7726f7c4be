package dev.symphony.sandbox.ipc;

import dev.symphony.capabilities.Bytes;
import dev.symphony.kernel.gate.Answer;
import dev.symphony.kernel.guest.GuestInvocation;
import dev.symphony.kernel.guest.GuestProgram;
import dev.symphony.kernel.guest.Language;
import dev.symphony.kernel.service.Operation;
import dev.symphony.sandbox.ipc.BoundService.BoundOperation;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The frames that go to workers: an array of the kind of message and its fields. */
public final class ToWorkerCodec implements FrameCodec<ToWorker> {
  private static final int START = 1;
  private static final int INVOKE = 2;
  private static final int STOP = 3;
  private static final int REPLY = 4;
  private static final int CLOSE = 5;
  private static final int MAPPED = 6;
  private static final int REST = 7;
  private static final int MOST = 1 << 20;

  @Override
  public byte[] encode(ToWorker message) throws IOException {
    return FrameWriter.encode(out -> {
      switch (message) {
        case ToWorker.Start start -> writeStart(out, start);
        case ToWorker.Invoke invoke -> writeInvoke(out, invoke);
        case ToWorker.Stop(long instance, long invocation) ->
            out.array(3).number(STOP).number(instance).number(invocation);
        case ToWorker.Reply(long instance, long call, Answer answer) -> {
          out.array(5).number(REPLY).number(instance).number(call);
          AnswerFrames.write(out, answer);
        }
        case ToWorker.Mapped m ->
            out.array(8)
                .number(MAPPED)
                .number(m.instance())
                .number(m.call())
                .text(m.file())
                .number(m.bytes())
                .text(m.table())
                .number(m.slot())
                .number(m.generation());
        case ToWorker.Rest(long number) -> out.array(2).number(REST).number(number);
        case ToWorker.Close(long instance) -> out.array(2).number(CLOSE).number(instance);
      }
    });
  }

  @Override
  public ToWorker decode(byte[] frame) throws ProtocolException {
    return FrameReader.decode(frame, ToWorkerCodec::read);
  }

  private static ToWorker read(FrameReader in) throws IOException {
    int fields = in.array(2, 8);
    int kind = in.number(START, REST);
    if (fields != List.of(8, 7, 3, 5, 2, 8, 2).get(kind - 1)) {
      throw new ProtocolException("a message of kind " + kind + " with " + fields + " fields");
    }
    return switch (kind) {
      case START -> readStart(in);
      case INVOKE -> readInvoke(in);
      case STOP -> new ToWorker.Stop(in.number(), in.number());
      case MAPPED ->
          new ToWorker.Mapped(
              in.number(),
              in.number(),
              in.text(),
              in.number(0, FrameCodec.MAX_FRAME_BYTES),
              in.text(),
              in.number(0, Integer.MAX_VALUE),
              in.number());
      case REST -> new ToWorker.Rest(in.number());
      case REPLY -> new ToWorker.Reply(in.number(), in.number(), AnswerFrames.read(in));
      default -> new ToWorker.Close(in.number());
    };
  }

  private static void writeStart(FrameWriter out, ToWorker.Start start) throws IOException {
    GuestProgram program = start.program();
    out.array(8).number(START).number(start.instance()).text(start.name());
    out.choice(program.language()).choice(program.form()).text(program.entry());
    out.array(2 * program.files().size());
    for (Map.Entry<String, Bytes> file : program.files().entrySet()) {
      out.text(file.getKey()).bytes(file.getValue());
    }
    out.array(start.services().size());
    for (BoundService service : start.services()) {
      out.array(2).text(service.name()).array(service.operations().size());
      for (BoundOperation o : service.operations()) {
        out.array(4).text(o.name()).number(o.index()).choice(o.mode()).number(o.handle());
      }
    }
  }

  private static ToWorker.Start readStart(FrameReader in) throws IOException {
    long instance = in.number();
    String name = in.text();
    Language language = in.choice(Language.class);
    GuestProgram.Form form = in.choice(GuestProgram.Form.class);
    String entry = in.text();
    Map<String, Bytes> files = new LinkedHashMap<>();
    int halves = in.array(0, MOST);
    for (int i = 0; i < halves; i += 2) {
      files.put(in.text(), in.bytes());
    }
    GuestProgram program = new GuestProgram(language, form, entry, files);
    return new ToWorker.Start(instance, name, program, in.list(MOST, ToWorkerCodec::readService));
  }

  private static BoundService readService(FrameReader in) throws IOException {
    in.arrayOf(2);
    return new BoundService(in.text(), in.list(MOST, ToWorkerCodec::readOperation));
  }

  private static BoundOperation readOperation(FrameReader in) throws IOException {
    in.arrayOf(4);
    return new BoundOperation(
        in.text(), in.number(0, Integer.MAX_VALUE), in.choice(Operation.Mode.class), in.number());
  }

  private static void writeInvoke(FrameWriter out, ToWorker.Invoke invoke) throws IOException {
    out.array(7).number(INVOKE).number(invoke.instance()).number(invoke.invocation());
    out.number(invoke.cpuNanos()).number(invoke.outputBytes());
    switch (invoke.what()) {
      case GuestInvocation.Evaluate e -> out.text("").value(List.of());
      case GuestInvocation.Call(String function, List<@Nullable Object> arguments) ->
          out.text(function).value(arguments);
    }
  }

  private static ToWorker.Invoke readInvoke(FrameReader in) throws IOException {
    long instance = in.number();
    long invocation = in.number();
    long cpu = in.number();
    long output = in.number();
    String function = in.text();
    List<@Nullable Object> arguments = in.values(FrameReader.MAX_VALUES);
    return new ToWorker.Invoke(
        instance,
        invocation,
        function.isEmpty()
            ? new GuestInvocation.Evaluate()
            : new GuestInvocation.Call(function, arguments),
        cpu,
        output);
  }
}

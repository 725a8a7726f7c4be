package dev.symphony.sandbox.ipc;

import java.io.IOException;

/** The frames between processes of the house: an array of the kind of message and its fields. */
public final class PeerCodec implements FrameCodec<PeerMessage> {
  private static final int CALL = 1;
  private static final int REPLY = 2;
  private static final int NOTE = 3;

  @Override
  public byte[] encode(PeerMessage message) throws IOException {
    return FrameWriter.encode(out -> write(out, message));
  }

  private static void write(FrameWriter out, PeerMessage message) throws IOException {
    switch (message) {
      case PeerMessage.Call m ->
          out.array(6)
              .number(CALL)
              .number(m.number())
              .number(m.slot())
              .number(m.generation())
              .number(m.operation())
              .value(m.arguments());
      case PeerMessage.Reply m ->
          AnswerFrames.write(out.array(4).number(REPLY).number(m.number()), m.answer());
      case PeerMessage.Note m ->
          out.array(6)
              .number(NOTE)
              .number(m.epochMillis())
              .number(m.slot())
              .number(m.operation())
              .text(m.resource())
              .number(m.refused() ? 1 : 0);
    }
  }

  @Override
  public PeerMessage decode(byte[] frame) throws ProtocolException {
    return FrameReader.decode(frame, PeerCodec::read);
  }

  private static PeerMessage read(FrameReader in) throws IOException {
    int fields = in.array(4, 6);
    int kind = in.number(CALL, NOTE);
    if (fields != (kind == REPLY ? 4 : 6)) {
      throw new ProtocolException("a message of kind " + kind + " with " + fields + " fields");
    }
    return switch (kind) {
      case CALL ->
          new PeerMessage.Call(
              in.number(),
              in.number(0, Integer.MAX_VALUE),
              in.number(),
              in.number(0, Integer.MAX_VALUE),
              in.values(FromWorkerCodec.MAX_ARGUMENTS));
      case REPLY -> new PeerMessage.Reply(in.number(), AnswerFrames.read(in));
      default ->
          new PeerMessage.Note(
              in.number(),
              in.number(0, Integer.MAX_VALUE),
              in.number(0, Integer.MAX_VALUE),
              in.text(),
              in.number(0, 1) == 1);
    };
  }
}

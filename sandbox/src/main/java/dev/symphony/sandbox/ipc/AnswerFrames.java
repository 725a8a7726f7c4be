package dev.symphony.sandbox.ipc;

import dev.symphony.kernel.gate.Answer;
import dev.symphony.kernel.gate.DenialReason;
import java.io.IOException;
import java.util.List;

/** Answers as parts of frames: the kind, and what belongs to it. */
final class AnswerFrames {
  private AnswerFrames() {}

  static void write(FrameWriter out, Answer answer) throws IOException {
    switch (answer) {
      case Answer.Returned(var value) -> out.number(0).value(value);
      case Answer.Denied(DenialReason reason) -> out.number(1).choice(reason);
      case Answer.Failed(String code, String message) ->
          out.number(2).value(List.of(code, message));
    }
  }

  static Answer read(FrameReader in) throws IOException {
    return switch (in.number(0, 2)) {
      case 0 -> new Answer.Returned(in.value());
      case 1 -> new Answer.Denied(in.choice(DenialReason.class));
      default -> {
        in.arrayOf(2);
        yield new Answer.Failed(in.text(), in.text());
      }
    };
  }
}

package dev.symphony.sandbox.jail;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** A naive machine for the few BPF instructions a filter uses, to ask a filter for a verdict. */
final class FilterMachine {
  private FilterMachine() {}

  /** What {@code program} says about call {@code number} of {@code architecture}. */
  static Verdict run(FilterProgram program, int architecture, int number, long... arguments) {
    ByteBuffer data = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
    data.putInt(FilterProgram.NUMBER, number).putInt(FilterProgram.ARCHITECTURE, architecture);
    for (int i = 0; i < arguments.length; i++) {
      data.putLong(16 + 8 * i, arguments[i]);
    }
    return run(program.instructions(), data);
  }

  private static Verdict run(List<FilterProgram.Instruction> program, ByteBuffer data) {
    int accumulator = 0;
    int next = 0;
    while (true) {
      FilterProgram.Instruction at = program.get(next);
      next++;
      switch (at.code()) {
        case 0x20 -> accumulator = data.getInt(at.operand());
        case 0x54 -> accumulator &= at.operand();
        case 0x15 -> next += accumulator == at.operand() ? at.whenTrue() : at.whenFalse();
        case 0x35 ->
            next +=
                Integer.compareUnsigned(accumulator, at.operand()) >= 0
                    ? at.whenTrue()
                    : at.whenFalse();
        case 0x06 -> {
          return verdict(at.operand());
        }
        default -> throw new IllegalStateException("Unknown instruction " + at);
      }
    }
  }

  private static Verdict verdict(int code) {
    for (Verdict verdict : Verdict.values()) {
      if (verdict.code() == code) {
        return verdict;
      }
    }
    throw new IllegalStateException("Unknown verdict " + code);
  }
}

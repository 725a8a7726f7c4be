package dev.symphony.sandbox.jail;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * A classic BPF program over {@code struct seccomp_data}, written instruction by instruction. The
 * jump of a comparison skips instructions forward, counted from the one that follows.
 */
final class FilterProgram {
  /** Where the parts of {@code struct seccomp_data} begin, in bytes. */
  static final int NUMBER = 0;

  static final int ARCHITECTURE = 4;

  static final int INSTRUCTION_BYTES = 8;
  private static final int LOAD_WORD = 0x20;
  private static final int JUMP_EQUAL = 0x15;
  private static final int JUMP_AT_LEAST = 0x35;
  private static final int AND = 0x54;
  private static final int RETURN = 0x06;
  private static final int MAX_JUMP = 255;
  private static final int MAX_INSTRUCTIONS = 4096;

  /** One instruction: operation, jumps when true and when false, operand. */
  record Instruction(int code, int whenTrue, int whenFalse, int operand) {
    Instruction {
      if (whenTrue < 0 || whenTrue > MAX_JUMP || whenFalse < 0 || whenFalse > MAX_JUMP) {
        throw new IllegalArgumentException("Jump too far: " + whenTrue + ", " + whenFalse);
      }
    }
  }

  private final List<Instruction> instructions = new ArrayList<>();

  /** Where the low word of an argument of the system call is. */
  static int lowWord(int argument) {
    return 16 + 8 * argument;
  }

  /** Where the high word of an argument of the system call is. */
  static int highWord(int argument) {
    return lowWord(argument) + 4;
  }

  FilterProgram load(int offset) {
    return add(LOAD_WORD, 0, 0, offset);
  }

  FilterProgram and(int mask) {
    return add(AND, 0, 0, mask);
  }

  FilterProgram ifEqual(int value, int skipWhenTrue, int skipWhenFalse) {
    return add(JUMP_EQUAL, skipWhenTrue, skipWhenFalse, value);
  }

  FilterProgram ifAtLeast(int value, int skipWhenTrue, int skipWhenFalse) {
    return add(JUMP_AT_LEAST, skipWhenTrue, skipWhenFalse, value);
  }

  FilterProgram verdict(Verdict verdict) {
    return add(RETURN, 0, 0, verdict.code());
  }

  /** Appends {@code other}; its jumps are relative and stay right. */
  FilterProgram append(FilterProgram other) {
    instructions.addAll(other.instructions);
    return this;
  }

  int size() {
    return instructions.size();
  }

  List<Instruction> instructions() {
    return List.copyOf(instructions);
  }

  /** The program as an array of {@code struct sock_filter}. */
  byte[] encode() {
    if (size() > MAX_INSTRUCTIONS) {
      throw new IllegalStateException("The kernel takes no program of " + size());
    }
    ByteBuffer bytes =
        ByteBuffer.allocate(size() * INSTRUCTION_BYTES).order(ByteOrder.nativeOrder());
    for (Instruction each : instructions) {
      bytes
          .putShort((short) each.code())
          .put((byte) each.whenTrue())
          .put((byte) each.whenFalse())
          .putInt(each.operand());
    }
    return bytes.array();
  }

  private FilterProgram add(int code, int whenTrue, int whenFalse, int operand) {
    instructions.add(new Instruction(code, whenTrue, whenFalse, operand));
    return this;
  }
}

package dev.symphony.sandbox.jail;

import java.util.List;

/** A system call that is allowed for some values of one argument and refused for all others. */
sealed interface ArgumentRule {

  /** The call that is ruled. */
  Syscall call();

  /** The instructions that decide, given that it is this call. */
  FilterProgram decision();

  /**
   * Allows {@code call} when the low word of an argument, masked, is one of {@code values}. Right
   * for arguments that the kernel takes as 32-bit integers.
   */
  record Word(Syscall call, int argument, int mask, List<Integer> values) implements ArgumentRule {
    static Word in(Syscall call, int argument, Integer... values) {
      return new Word(call, argument, -1, List.of(values));
    }

    @Override
    public FilterProgram decision() {
      FilterProgram program = new FilterProgram().load(FilterProgram.lowWord(argument)).and(mask);
      for (int i = 0; i < values.size(); i++) {
        program.ifEqual(values.get(i), values.size() - i, 0);
      }
      return program.verdict(Verdict.REFUSE).verdict(Verdict.ALLOW);
    }
  }

  /** Allows {@code call} when an argument, a pointer, is null. */
  record NullPointer(Syscall call, int argument) implements ArgumentRule {
    @Override
    public FilterProgram decision() {
      return new FilterProgram()
          .load(FilterProgram.lowWord(argument))
          .ifEqual(0, 0, 2)
          .load(FilterProgram.highWord(argument))
          .ifEqual(0, 1, 0)
          .verdict(Verdict.REFUSE)
          .verdict(Verdict.ALLOW);
    }
  }
}

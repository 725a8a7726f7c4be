package dev.symphony.sandbox.jail;

import java.io.IOException;

/** A system call that failed, as an exception that names the call and the error number. */
final class Failure {
  private Failure() {}

  /**
   * Passes {@code result} on when it is not negative.
   *
   * @throws IOException when {@code result} is {@code -errno}
   */
  static long check(long result, String what) throws IOException {
    if (result < 0) {
      throw new IOException(what + " failed: " + describe((int) -result));
    }
    return result;
  }

  /** The name of an error number where it is a usual one, and the number. */
  static String describe(int errno) {
    String name =
        switch (errno) {
          case 1 -> "not permitted";
          case 2 -> "no such file";
          case 7 -> "too much";
          case 11 -> "try again";
          case 12 -> "out of memory";
          case 13 -> "access denied";
          case 20 -> "not a directory";
          case 22 -> "invalid argument";
          case 24 -> "too many open files";
          case 38 -> "not in this kernel";
          case 95 -> "switched off in this kernel";
          default -> "error";
        };
    return name + " (errno " + errno + ")";
  }
}

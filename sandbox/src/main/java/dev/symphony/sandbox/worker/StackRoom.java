package dev.symphony.sandbox.worker;

/**
 * A look whether there is some room left on the stack. A guest can call out at the very edge of its
 * stack; what is shared with other guests must not be left half done there, above all no lock.
 */
final class StackRoom {
  private static final int FRAMES = 64;

  private StackRoom() {}

  /** Overflows the stack here and now, while nothing has begun, when only little of it is left. */
  static void require() {
    if (descend(FRAMES, 1, 2, 3, 4) < 0) {
      throw new IllegalStateException("below the ground");
    }
  }

  private static long descend(int frames, long a, long b, long c, long d) {
    return frames == 0 ? a + b + c + d : descend(frames - 1, b, c, d, a) + 1;
  }
}

package dev.symphony.sandbox.process;

/** Whether a guest used up the memory of its worker. */
enum Blame {
  /** Nothing speaks for it. */
  NONE,
  /** It took most, as far as the worker could still say; it is told so, and started anew. */
  SUSPECTED,
  /** No other guest was busy. */
  PROVEN
}

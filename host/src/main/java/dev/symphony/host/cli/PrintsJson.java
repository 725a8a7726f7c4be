package dev.symphony.host.cli;

/** A command that prints for machines when asked to. */
interface PrintsJson {
  /** Whether it was asked to. */
  boolean wantsJson();
}

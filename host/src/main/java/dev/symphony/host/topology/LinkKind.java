package dev.symphony.host.topology;

/** How somebody reaches something. */
public enum LinkKind {
  /** A method call in the same process. */
  DIRECT,
  /** A call through the gate of the kernel, to something in its own process. */
  GATE,
  /** A call through the gate, and then a frame to another process. */
  IPC,
  /**
   * A frame to another process, without the kernel, which introduced the two. Whoever is called
   * checks the generation of the capability, and records the call.
   */
  PEER,
  /** No call at all: the bytes are mapped. */
  RAW
}

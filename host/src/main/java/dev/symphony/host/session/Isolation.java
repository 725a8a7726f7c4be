package dev.symphony.host.session;

/** Where guests run. */
public enum Isolation {
  /** In a worker process of their own trust domain. */
  PROCESS,
  /** In the host's own process, behind the engine's wall only: for code that is trusted. */
  CONTEXT
}

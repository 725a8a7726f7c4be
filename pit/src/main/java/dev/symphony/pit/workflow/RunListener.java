package dev.symphony.pit.workflow;

/** Is told what happens in a run, in order, by one thread; a slow listener slows the run down. */
public interface RunListener {
  /** Takes an event in. */
  void on(RunEvent event);
}

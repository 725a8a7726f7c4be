package dev.symphony.pit.workflow;

/**
 * Keeps what happens in a run, so that it can be resumed. Told by one thread; what it throws ends
 * the run there, to be resumed later.
 */
public interface RunLog {
  /** A log that keeps nothing. */
  RunLog NONE =
      new RunLog() {
        @Override
        public void started(String unit, int attempt) {}

        @Override
        public void settled(NodeRecord unit) {}

        @Override
        public void flush() {}

        @Override
        public void finished(WorkflowResult.Status status) {}
      };

  /** An attempt at a node, or at an item of one, is about to start. */
  void started(String unit, int attempt);

  /** A node, or an item of one, is over with. */
  void settled(NodeRecord unit);

  /** Returns when everything told so far is safe; nothing that depends on it happens before. */
  void flush();

  /** The run is over; safe when it returns. */
  void finished(WorkflowResult.Status status);
}

package dev.symphony.sandbox.selftest;

import java.io.IOException;
import java.util.List;

/** Starts {@link dev.symphony.sandbox.jail.JailProbe} in the jail that workers are started in. */
@FunctionalInterface
public interface ProbeLauncher {
  /**
   * Starts it.
   *
   * @param aims what it has to try: a file to read, one to make, a port, a process
   */
  Process launch(List<String> aims) throws IOException;
}

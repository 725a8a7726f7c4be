package dev.symphony.host.topology;

import dev.symphony.sandbox.jail.JailedProcess;
import dev.symphony.sandbox.peer.PeerPort;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A process that members can live in.
 *
 * @param jailed the process and its walls
 * @param port the way to it
 * @param control tells it what it is
 * @param ways the directory of its ends of ways to others
 */
record MemberProcess(JailedProcess jailed, PeerPort port, MemberControl control, Path ways) {
  ProcessHandle handle() {
    return jailed.process().toHandle();
  }

  /** Ends the process at once. */
  void kill() {
    jailed.process().destroyForcibly();
    port.close();
  }

  /** Ends the process, and returns when nothing of it is left that could still write. */
  void killAndWait() {
    kill();
    var _ =
        jailed.process().onExit().completeOnTimeout(jailed.process(), 5, TimeUnit.SECONDS).join();
  }
}

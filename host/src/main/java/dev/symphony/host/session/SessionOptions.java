package dev.symphony.host.session;

import dev.symphony.host.install.Dialogue;
import dev.symphony.host.topology.Topology;
import dev.symphony.kernel.guest.IsolationLabel;
import dev.symphony.sandbox.runtime.WorkerTempo;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How a session is put together.
 *
 * @param home the home; without one nothing is kept, and refusals are told but not recorded
 * @param isolation where guests run
 * @param tempo what workers are in a hurry for
 * @param notes takes what guests print and log, and what the host has to say beside its results
 * @param environment the environment of the process
 * @param required the walls without which no guest is started
 * @param headStart a worker that may be on its way already
 * @param profile takes the times of calls, when somebody asks for them
 * @param dialogue asks the person who decides when an extension wants more while it runs
 * @param topology where the members of the Pit live
 */
public record SessionOptions(
    Optional<Path> home,
    Isolation isolation,
    WorkerTempo tempo,
    Consumer<String> notes,
    Map<String, String> environment,
    IsolationLabel required,
    HeadStart headStart,
    Optional<CallProfile> profile,
    Dialogue dialogue,
    Topology topology) {
  public SessionOptions {
    environment = Map.copyOf(environment);
  }

  /** Options of a session that asks nobody, and whose Pit lives in the process of the kernel. */
  public SessionOptions(
      Optional<Path> home,
      Isolation isolation,
      WorkerTempo tempo,
      Consumer<String> notes,
      Map<String, String> environment,
      IsolationLabel required,
      HeadStart headStart,
      Optional<CallProfile> profile) {
    this(
        home,
        isolation,
        tempo,
        notes,
        environment,
        required,
        headStart,
        profile,
        Dialogue.withNobody(),
        Topology.MONOLITHIC);
  }

  /** The same, asking in this dialogue. */
  public SessionOptions asking(Dialogue with) {
    return new SessionOptions(
        home, isolation, tempo, notes, environment, required, headStart, profile, with, topology);
  }

  /** The same, with the members of the Pit where this topology has them. */
  public SessionOptions in(Topology other) {
    return new SessionOptions(
        home, isolation, tempo, notes, environment, required, headStart, profile, dialogue, other);
  }

  /** Options of a session that starts all its workers, behind the walls this machine offers. */
  public SessionOptions(
      Optional<Path> home,
      Isolation isolation,
      WorkerTempo tempo,
      Consumer<String> notes,
      Map<String, String> environment) {
    this(
        home,
        isolation,
        tempo,
        notes,
        environment,
        IsolationLabel.NONE,
        HeadStart.none(),
        Optional.empty());
  }
}

package dev.symphony.conductor.environment;

import dev.symphony.conductor.environment.EpisodeSettings.Hindsight;
import dev.symphony.conductor.evaluation.Episode;
import dev.symphony.conductor.policy.LookAhead;
import dev.symphony.conductor.policy.Policy;
import dev.symphony.conductor.policy.Votes;
import dev.symphony.conductor.simulation.Action;
import dev.symphony.conductor.simulation.ActionSpace;
import dev.symphony.conductor.simulation.Observation;
import dev.symphony.conductor.simulation.Outlay;
import dev.symphony.conductor.simulation.Scenario;
import dev.symphony.conductor.simulation.Simulation;
import java.util.Optional;
import java.util.SplittableRandom;

/** One environment: episode after episode, each with a scenario of its own. */
final class Environment {
  private final EpisodeSettings settings;
  private final Policy advisor;
  private SplittableRandom random = new SplittableRandom(0);
  private Simulation run;
  private ActionSpace space;
  private Action advice;
  private int decisions;
  private boolean refused;
  private long refusals;
  private float reward;

  Environment(EpisodeSettings settings) {
    this.settings = settings;
    this.advisor = settings.advisor().policy(new SplittableRandom(0));
    this.run = draw();
    this.space = ActionSpace.of(run);
    this.advice = advisor.choose(run);
  }

  /** Begins the sequence of episodes that belongs to a seed. */
  void seed(long seed) {
    random = new SplittableRandom(seed);
    reset();
  }

  private void reset() {
    run = draw();
    decisions = 0;
    refused = false;
    reward = 0;
    look();
  }

  private Simulation draw() {
    SplittableRandom episode = random.split();
    Scenario scenario =
        Scenario.draw(settings.jobs().draw(episode), settings.conditions(), episode);
    return new Simulation(scenario, settings.scheduling());
  }

  private void look() {
    space = ActionSpace.of(run);
    if (!run.isOver()) {
      advice = advisor.choose(run);
    }
  }

  /** Takes a decision, or begins the next episode when this one has ended. */
  void step(int decision) {
    if (hasEnded()) {
      reset();
      return;
    }
    Optional<Action> action = space.decode(decision);
    refused = action.isEmpty();
    refusals += refused ? 1 : 0;
    double before = run.seconds();
    run.take(action.orElse(advice));
    decisions++;
    reward = (float) ((before - run.seconds()) / run.foresight().lowerBound());
    look();
  }

  /** How many decisions were refused, in all episodes. */
  long refusals() {
    return refusals;
  }

  private Observation observation() {
    return run.isOver() ? Observation.nothing() : Observation.of(run, space, Votes.at(run));
  }

  private boolean isTruncated() {
    return !run.isOver() && decisions >= Episode.limit(run.scenario().job().size());
  }

  private boolean hasEnded() {
    return run.isOver() || isTruncated();
  }

  void write(BatchBuffer buffer, int place) {
    Observation seen = observation();
    buffer.observe(place, seen);
    if (settings.hindsight() == Hindsight.TOLD) {
      buffer.hindsight(place, LookAhead.of(run, space, seen.possible()));
    }
    buffer.number("advice", place, run.isOver() ? -1 : space.encode(advice));
    buffer.number("reward", place, reward);
    buffer.flag("terminated", place, BatchBuffer.Flag.of(run.isOver()));
    buffer.flag("truncated", place, BatchBuffer.Flag.of(isTruncated()));
    buffer.flag("refused", place, BatchBuffer.Flag.of(refused));
    Outlay outlay = run.outlay();
    buffer.number("failures", place, outlay.failures());
    buffer.terms(
        place,
        outlay.seconds(),
        outlay.cost(),
        outlay.coldStarts(),
        outlay.prewarms(),
        run.foresight().lowerBound(),
        decisions);
  }
}

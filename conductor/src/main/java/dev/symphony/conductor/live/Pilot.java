package dev.symphony.conductor.live;

import dev.symphony.conductor.policy.Baseline;
import dev.symphony.conductor.policy.Policy;
import dev.symphony.conductor.policy.Votes;
import dev.symphony.conductor.simulation.Action;
import dev.symphony.conductor.simulation.ActionSpace;
import dev.symphony.conductor.simulation.Observation;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * Decides in real runs which step starts next. The heuristic is always there; the Conductor is
 * asked, for a short time, and followed as far as it deserves it. What it says can only ever be one
 * of the starts that were possible anyway. For one thread at a time.
 */
public final class Pilot {
  /** How long the Conductor has for a decision, unless somebody says otherwise. */
  public static final Duration PATIENCE = Duration.ofMillis(2);

  /** The most open steps of a run; with more, steps start in the order in which they are ready. */
  public static final int MOST_STEPS = 256;

  private static final int LOOK_EVERY = 16;

  private final Adviser adviser;
  private final Expectations expectations;
  private final LiveLog log;
  private final Settings settings;
  private final Confidence confidence = new Confidence();
  private final Policy heuristic = Baseline.CRITICAL_PATH.policy(new SplittableRandom(0));
  private final AtomicLong asked;

  /**
   * How a pilot goes about it.
   *
   * @param rollOut in which runs the Conductor is followed
   * @param patience how long it has for a decision
   * @param firstQuestion numbers questions from here, so that no two are the same in one log
   */
  public record Settings(RollOut rollOut, Duration patience, long firstQuestion) {}

  /** A pilot. */
  public Pilot(Adviser adviser, Expectations expectations, LiveLog log, Settings settings) {
    this.adviser = adviser;
    this.expectations = expectations;
    this.log = log;
    this.settings = settings;
    this.asked = new AtomicLong(settings.firstQuestion());
  }

  /** Whether the Conductor is followed in a run as long as nothing goes wrong. */
  public boolean follows(String run) {
    return settings.rollOut().includes(run);
  }

  /** The number of the step that starts next; empty when that is left to the order of readiness. */
  public OptionalInt choose(LiveSituation situation) {
    if (situation.steps().size() > MOST_STEPS) {
      return OptionalInt.empty();
    }
    LiveTwin twin = LiveTwin.of(situation, expectations);
    if (twin.simulation().readyCount() == 0 || twin.simulation().idle() == 0) {
      return OptionalInt.empty();
    }
    ActionSpace space = ActionSpace.of(twin.simulation());
    int first = space.encode(heuristic.choose(twin.simulation()));
    int[] possible = possible(twin, space);
    int taken = possible.length < 2 ? first : decide(situation.run(), twin, space, possible, first);
    return step(twin, space, taken);
  }

  /** Starts of Players, each on the first idle slot, for all slots are the same. */
  private int[] possible(LiveTwin twin, ActionSpace space) {
    int idle = 0;
    while (!twin.simulation().isIdle(idle)) {
      idle++;
    }
    int machine = idle;
    return IntStream.range(0, ActionSpace.READY)
        .filter(slot -> isPlayer(twin, space, slot))
        .map(slot -> slot * ActionSpace.MACHINES + machine)
        .toArray();
  }

  private boolean isPlayer(LiveTwin twin, ActionSpace space, int slot) {
    OptionalInt task = space.task(slot);
    return task.isPresent() && expectations.isPlayer(twin.step(task.getAsInt()).program());
  }

  private int decide(String run, LiveTwin twin, ActionSpace space, int[] possible, int first) {
    Observation seen = Observation.of(twin.simulation(), space, Votes.at(twin.simulation()));
    List<Integer> actions = Arrays.stream(possible).boxed().toList();
    long id = asked.getAndIncrement();
    Question question = Question.of(id, run, actions, seen.rows(possible));
    boolean waits = confidence.holds() || id % LOOK_EVERY == 0;
    Adviser.Reply reply =
        waits ? adviser.ask(question, settings.patience()) : new Adviser.Reply.Nobody();
    String incident = waits ? incident(question, reply) : "conductor-suspended";
    Optional<Advice> advice =
        reply instanceof Adviser.Reply.Given(Advice given) && incident.isEmpty()
            ? Optional.of(given)
            : Optional.empty();
    judge(run, incident);
    boolean followed = advice.isPresent() && follows(run) && confidence.holds();
    int taken = followed ? (int) advice.orElseThrow().action() : first;
    LiveDecision.Decider by =
        followed ? LiveDecision.Decider.CONDUCTOR : LiveDecision.Decider.HEURISTIC;
    log.decided(new LiveDecision(question, first, advice, taken, by, incident));
    return taken;
  }

  /** What is wrong with a reply; empty when nothing is. */
  private static String incident(Question question, Adviser.Reply reply) {
    return switch (reply) {
      case Adviser.Reply.Given(Advice advice) ->
          advice.answers(question) ? "" : "conductor-refused";
      case Adviser.Reply.Nobody nobody -> "conductor-absent";
      case Adviser.Reply.Late late -> "conductor-late";
      case Adviser.Reply.Broken broken -> "conductor-broken";
    };
  }

  private void judge(String run, String incident) {
    if (incident.equals("conductor-suspended")) {
      return;
    }
    if (incident.isEmpty()) {
      if (confidence.good()) {
        log.incident(run, "conductor-trusted-again", "it answers well again");
      }
      return;
    }
    log.incident(run, incident, "the heuristic decided");
    if (confidence.bad()) {
      log.incident(run, "conductor-suspended", "too many failures in a row");
    }
  }

  private static OptionalInt step(LiveTwin twin, ActionSpace space, int number) {
    return space
        .decode(number)
        .filter(Action.Start.class::isInstance)
        .map(action -> OptionalInt.of(twin.step(((Action.Start) action).task()).number()))
        .orElse(OptionalInt.empty());
  }
}

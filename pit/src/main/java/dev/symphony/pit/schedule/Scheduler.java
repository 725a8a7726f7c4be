package dev.symphony.pit.schedule;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A run of a plan as a state machine: events and the time go in, decisions come out, and nothing
 * else happens. For one thread at a time.
 *
 * <p>Equal plans, events, times and random numbers lead to equal decisions.
 */
public final class Scheduler {
  private final List<Plan.Scope> scopes;
  private final List<List<Step.Edge>> behind;
  private final List<StepState> states = new ArrayList<>();
  private final List<@Nullable StepState> failures = new ArrayList<>();
  private final Map<Integer, Integer> scopeOfJoin = new HashMap<>();
  private final Dispatch dispatch;
  private final RandomGenerator jitter;
  private final Timers timers = new Timers();
  private final Set<StepState> ready = new LinkedHashSet<>();
  private final Set<StepState> underWay = new LinkedHashSet<>();
  private final Deque<StepState> unblocked = new ArrayDeque<>();
  private List<Decision> decisions = new ArrayList<>();
  private boolean cancelled;
  private boolean finished;
  private int open;
  private long now;

  /**
   * A run that has not begun.
   *
   * @param jitter shortens pauses
   */
  public Scheduler(Plan plan, Dispatch dispatch, RandomGenerator jitter) {
    this.scopes = plan.scopes();
    this.behind = plan.behind();
    this.dispatch = dispatch;
    this.jitter = jitter;
    this.open = plan.steps().size();
    for (Step step : plan.steps()) {
      states.add(new StepState(states.size(), step, null));
    }
    for (int scope = 0; scope <= scopes.size(); scope++) {
      failures.add(null);
      if (scope != Plan.RUN) {
        scopeOfJoin.put(scopes.get(scope - 1).join(), scope);
      }
    }
  }

  /**
   * Takes an event in.
   *
   * @param nanos the time, on a clock that never goes backwards
   * @return what follows from it, in order
   */
  public List<Decision> take(Event event, long nanos) {
    now = nanos;
    switch (event) {
      case Event.Begun begun -> begin();
      case Event.Prepared prepared -> prepared(state(prepared.step()), prepared.readiness());
      case Event.Ended ended -> ended(state(ended.step()), ended.attempt(), ended.ending());
      case Event.Chosen chosen -> choose(state(chosen.step()));
      case Event.CancelAsked asked -> cancel();
      case Event.TimePassed passed -> {}
    }
    passTime();
    advance();
    List<Decision> taken = decisions;
    decisions = new ArrayList<>();
    return taken;
  }

  /** When time has to be passed next, if nothing else happens before. */
  public OptionalLong nextWake() {
    return timers.nextAt();
  }

  /** The steps that could start now, in the order in which they became ready. */
  public List<Integer> ready() {
    return ready.stream().map(state -> state.index).toList();
  }

  /** Whether {@code step} could start now. */
  public boolean isReady(int step) {
    return state(step).phase == StepState.Phase.READY;
  }

  /**
   * Whether {@code step} could start now, and nothing that failed or was cancelled is in its way.
   */
  public boolean canStart(int step) {
    return isReady(step) && obstacle(state(step)).isEmpty();
  }

  /** How many attempts are on their way. */
  public int running() {
    return underWay.size();
  }

  /** How many attempts were started at {@code step}. */
  public int attempts(int step) {
    return state(step).attempts;
  }

  private StepState state(int index) {
    return states.get(index);
  }

  private void begin() {
    for (StepState state : states) {
      if (state.waiting == 0) {
        unblocked.add(state);
      }
    }
  }

  private void advance() {
    do {
      for (StepState next = unblocked.poll(); next != null; next = unblocked.poll()) {
        unblock(next);
      }
      startReady();
    } while (!unblocked.isEmpty());
    if (open == 0 && !finished) {
      finished = true;
      decisions.add(new Decision.Finish(verdict()));
    }
  }

  private Decision.Verdict verdict() {
    if (cancelled) {
      return Decision.Verdict.CANCELLED;
    }
    return failures.getFirst() == null ? Decision.Verdict.COMPLETED : Decision.Verdict.FAILED;
  }

  private void unblock(StepState state) {
    Optional<Settlement> obstacle = obstacle(state);
    if (obstacle.isPresent()) {
      settle(state, obstacle.get());
    } else if (isFailedJoin(state)) {
      settle(state, new Settlement.Failed());
    } else if (state.step.preparation() == Step.Preparation.NONE || state.whole != null) {
      makeReady(state);
    } else {
      state.phase = StepState.Phase.PREPARING;
      decisions.add(new Decision.Prepare(state.index));
    }
  }

  private boolean isFailedJoin(StepState state) {
    Integer scope = scopeOfJoin.get(state.index);
    return scope != null && failures.get(scope) != null;
  }

  /** Why {@code state} can't run, if it can't. */
  private Optional<Settlement> obstacle(StepState state) {
    if (cancelled) {
      return Optional.of(new Settlement.RunCancelled());
    }
    for (int scope = state.step.scope(); ; scope = scopes.get(scope - 1).within()) {
      StepState failure = failures.get(scope);
      if (failure != null) {
        return Optional.of(new Settlement.ScopeFailed(failure.index));
      }
      if (scope == Plan.RUN) {
        break;
      }
    }
    if (state.whole != null && state.isItemOfFailure()) {
      return Optional.of(new Settlement.ScopeFailed(state.whole.index));
    }
    return state.missing == null
        ? Optional.empty()
        : Optional.of(new Settlement.Unneeded(state.missing.index));
  }

  private void makeReady(StepState state) {
    state.phase = StepState.Phase.READY;
    ready.add(state);
  }

  private void startReady() {
    while (!ready.isEmpty()) {
      StepState next = ready.iterator().next();
      Optional<Settlement> obstacle = obstacle(next);
      if (obstacle.isPresent()) {
        ready.remove(next);
        settle(next, obstacle.get());
      } else if (dispatch instanceof Dispatch.InOrder order && underWay.size() < order.slots()) {
        start(next);
      } else {
        return;
      }
    }
  }

  private void choose(StepState state) {
    if (state.phase != StepState.Phase.READY || obstacle(state).isPresent()) {
      throw new IllegalArgumentException("the step " + state.step.id() + " is not ready");
    }
    start(state);
  }

  private void start(StepState state) {
    ready.remove(state);
    underWay.add(state);
    state.startAttempt();
    decisions.add(new Decision.Start(state.index, state.attempts, state.variant));
    state.step.policy().timeout().ifPresent(most -> timers.set(state, now + most.toNanos()));
  }

  private void prepared(StepState state, Event.Readiness readiness) {
    if (state.phase != StepState.Phase.PREPARING) {
      return;
    }
    switch (readiness) {
      case Event.Readiness.Runs runs -> makeReady(state);
      case Event.Readiness.LeftOut left -> settle(state, new Settlement.LeftOut());
      case Event.Readiness.Each each -> expand(state, each.count());
      case Event.Readiness.Over over -> settle(state, settlement(over.ending()));
    }
  }

  private void expand(StepState state, int count) {
    decisions.add(new Decision.Expand(state.index, states.size(), count));
    state.phase = StepState.Phase.EXPANDED;
    state.openItems = count;
    open += count;
    for (int item = 0; item < count; item++) {
      StepState added = new StepState(states.size(), state.step, state);
      states.add(added);
      unblocked.add(added);
    }
    if (count == 0) {
      settle(state, new Settlement.Completed());
    }
  }

  private void ended(StepState state, int attempt, Event.Ending ending) {
    if (!state.isUnderWay() || state.attempts != attempt) {
      return;
    }
    underWay.remove(state);
    Event.Ending counted =
        state.phase == StepState.Phase.TIMED_OUT && ending != Event.Ending.COMPLETED
            ? Event.Ending.FAILED
            : ending;
    if (state.hasAnother(counted) && obstacle(state).isEmpty()) {
      plan(state, counted);
    } else {
      settle(state, settlement(counted));
    }
  }

  private void plan(StepState state, Event.Ending ending) {
    int tries = state.triesOfVariant;
    Duration pause =
        state.turnsToNextVariant(ending)
            ? Duration.ZERO
            : state.step.policy().retry().pauseAfter(tries, jitter);
    state.phase = StepState.Phase.PAUSED;
    timers.set(state, now + pause.toNanos());
    decisions.add(new Decision.Pause(state.index, state.attempts, pause));
  }

  private static Settlement settlement(Event.Ending ending) {
    return switch (ending) {
      case COMPLETED -> new Settlement.Completed();
      case FAILED, REFUSED, EXHAUSTED -> new Settlement.Failed();
      case CANCELLED -> new Settlement.Cancelled();
    };
  }

  private void passTime() {
    for (StepState due = timers.due(now); due != null; due = timers.due(now)) {
      if (due.phase == StepState.Phase.RUNNING) {
        due.phase = StepState.Phase.TIMED_OUT;
        decisions.add(new Decision.Stop(due.index, due.attempts, Decision.Reason.TIMEOUT));
      } else {
        makeReady(due);
      }
    }
  }

  private void cancel() {
    if (cancelled) {
      return;
    }
    cancelled = true;
    for (StepState state : underWay) {
      decisions.add(new Decision.Stop(state.index, state.attempts, Decision.Reason.CANCELLED));
    }
    abandonWaiting();
  }

  /** Settles what waits for another attempt or for an answer, and can't run any more. */
  private void abandonWaiting() {
    for (StepState state : List.copyOf(states)) {
      if (state.phase == StepState.Phase.PAUSED && obstacle(state).isPresent()) {
        settle(state, new Settlement.Failed());
      } else if (state.phase == StepState.Phase.PREPARING) {
        obstacle(state).ifPresent(obstacle -> settle(state, obstacle));
      }
    }
  }

  private void settle(StepState state, Settlement settlement) {
    state.phase = StepState.Phase.SETTLED;
    open--;
    decisions.add(new Decision.Settle(state.index, settlement));
    if (state.whole != null) {
      settleItem(state.whole, state, settlement);
      return;
    }
    for (Step.Edge edge : behind.get(state.index)) {
      StepState next = state(edge.on());
      if (edge.kind() == Step.Kind.HARD && !settlement.completed() && next.missing == null) {
        next.missing = state;
      }
      if (--next.waiting == 0) {
        unblocked.add(next);
      }
    }
    if (settlement.failed() && state.step.policy().onFailure() == Step.OnFailure.FAIL) {
      failScope(state);
    }
  }

  private void settleItem(StepState whole, StepState item, Settlement settlement) {
    if (!settlement.completed() && whole.failedItem == null) {
      whole.failedItem = item;
    }
    if (--whole.openItems == 0) {
      settle(
          whole,
          whole.failedItem == null
              ? new Settlement.Completed()
              : cancelled ? new Settlement.Cancelled() : new Settlement.Failed());
    }
  }

  private void failScope(StepState failure) {
    int scope = failure.step.scope();
    if (failures.get(scope) == null && !cancelled) {
      failures.set(scope, failure);
      abandonWaiting();
    }
  }
}

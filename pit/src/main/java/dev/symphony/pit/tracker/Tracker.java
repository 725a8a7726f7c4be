package dev.symphony.pit.tracker;

import dev.symphony.kernel.service.Operation;
import dev.symphony.kernel.service.Service;
import java.util.List;

/**
 * The DAG Tracker as its clients see it. It keeps runs in memory and nothing else: a client that
 * has kept what it told can tell a successor the same again, and gets the same decisions.
 *
 * <p>Plans, events and decisions travel as numbers, see {@link PlanNumbers} and {@link
 * ScheduleNumbers}.
 */
@Service(name = "tracker", description = "Decides which step of a run is next.")
public interface Tracker {

  /**
   * Begins a run.
   *
   * @param run a number that its client has drawn, and goes on with
   * @param seed what the random numbers of its pauses come from
   * @param slots how many steps run at a time; 0 when the client chooses them itself
   */
  @Operation(index = 0, mode = Operation.Mode.SYNCHRONOUS, description = "Begins a run of a plan.")
  void begin(long run, long seed, long slots, List<Long> plan);

  /**
   * Takes events in; fails with {@code tracker-run-unknown} when the run was not begun here.
   *
   * @param nanos the time, on a clock that never goes backwards
   */
  @Operation(
      index = 1,
      mode = Operation.Mode.SYNCHRONOUS,
      description = "Takes events in, and tells what follows from them.")
  Course take(long run, long nanos, List<Long> events);

  /** Whether a step could start now. */
  @Operation(
      index = 2,
      mode = Operation.Mode.SYNCHRONOUS,
      description = "Tells whether a step could start now.")
  boolean isReady(long run, long step);

  /** Forgets a run. */
  @Operation(index = 3, mode = Operation.Mode.SYNCHRONOUS, description = "Forgets a run.")
  void end(long run);
}

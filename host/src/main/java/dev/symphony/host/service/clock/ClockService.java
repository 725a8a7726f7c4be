package dev.symphony.host.service.clock;

import dev.symphony.kernel.service.Operation;
import dev.symphony.kernel.service.Service;

/** The time of day. A guest without this capability can't tell it. */
@Service(name = "clock", description = "Tells the time.")
public interface ClockService {

  /** The time in UTC, in ISO 8601 form with milliseconds, for example 2026-02-03T04:05:06.789Z. */
  @Operation(
      index = 0,
      mode = Operation.Mode.SYNCHRONOUS,
      description = "Tells the time in UTC as ISO 8601 text with milliseconds.")
  String now();

  /** The milliseconds since 1970 began in UTC. */
  @Operation(
      index = 1,
      mode = Operation.Mode.SYNCHRONOUS,
      description = "Tells the milliseconds since 1970 began in UTC.")
  long millis();
}

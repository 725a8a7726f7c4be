package dev.symphony.host.service.log;

import dev.symphony.kernel.service.Operation;
import dev.symphony.kernel.service.Service;

/**
 * Writing to the log of the host, under the extension's own name. Messages are cut at 8,192
 * characters, and control characters in them are replaced.
 */
@Service(name = "log", description = "Writes lines to the log of the host.")
public interface LogService {

  /** Something that helps to find a fault. */
  @Operation(
      index = 0,
      mode = Operation.Mode.SYNCHRONOUS,
      description = "Logs what helps to find a fault.")
  void debug(String message);

  /** Something that happened as it should. */
  @Operation(
      index = 1,
      mode = Operation.Mode.SYNCHRONOUS,
      description = "Logs what happened as it should.")
  void info(String message);

  /** Something that somebody should look at. */
  @Operation(
      index = 2,
      mode = Operation.Mode.SYNCHRONOUS,
      description = "Logs what somebody should look at.")
  void warn(String message);

  /** Something that went wrong. */
  @Operation(index = 3, mode = Operation.Mode.SYNCHRONOUS, description = "Logs what went wrong.")
  void error(String message);
}

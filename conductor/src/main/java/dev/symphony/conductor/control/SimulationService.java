package dev.symphony.conductor.control;

import dev.symphony.capabilities.Bytes;
import dev.symphony.conductor.environment.Section;
import dev.symphony.kernel.service.Operation;
import dev.symphony.kernel.service.Service;
import dev.symphony.kernel.service.ServiceDeclaration;
import java.util.List;
import java.util.Optional;

/** Simulations that a Conductor learns in: what a token for the Conductor can be a token for. */
@Service(name = "simulation", description = "Runs workflows in simulated time, for learning.")
public interface SimulationService {
  /** The declaration of the service. */
  ServiceDeclaration DECLARATION = ServiceDeclaration.of(SimulationService.class);

  /**
   * What is asked for.
   *
   * @param environments how many, 1 to 1,024
   * @param families the generated families to draw from; may be empty when {@code recorded}
   * @param recorded whether to draw from the recorded workflows as well
   * @param machines how many machines at most, 2 to 8
   * @param cold the longest cold start, in mean task durations
   * @param noise how far durations are off, 0 to 2
   * @param advisor the baseline whose advice is given, and which decides when a decision is refused
   * @param hindsight whether each step tells what each decision would have come to
   * @param failures which share of attempts fails in the mean, 0 to 0.25; none when left out
   */
  record Wanted(
      long environments,
      List<String> families,
      boolean recorded,
      long machines,
      double cold,
      double noise,
      String advisor,
      boolean hindsight,
      Optional<Double> failures) {}

  /**
   * What was opened.
   *
   * @param batch names it in other operations
   * @param buffer the file to map
   * @param bytes how long the file is
   * @param layout what is where in it
   */
  record Opened(long batch, String buffer, long bytes, List<Section> layout) {}

  /** Opens a batch of environments. */
  @Operation(index = 0, description = "Opens a batch of environments.")
  Opened open(Wanted wanted);

  /** Begins anew, each environment with its seed; gives the number of the step. */
  @Operation(index = 1, description = "Begins anew with the given seeds.")
  long reset(long batch, List<Long> seeds);

  /**
   * Takes a decision in each environment; gives the number of the step.
   *
   * @param decisions four bytes each, little endian
   */
  @Operation(index = 2, description = "Takes a decision in each environment.")
  long step(long batch, Bytes decisions);

  /** Closes a batch. */
  @Operation(index = 3, description = "Closes a batch of environments.")
  void close(long batch);
}

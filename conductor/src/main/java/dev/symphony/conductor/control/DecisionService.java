package dev.symphony.conductor.control;

import dev.symphony.capabilities.Bytes;
import dev.symphony.kernel.service.Operation;
import dev.symphony.kernel.service.Service;
import dev.symphony.kernel.service.ServiceDeclaration;
import java.util.List;

/** Decisions in real runs: what a token for a Conductor in production can be a token for. */
@Service(name = "decisions", description = "Asks a Conductor for decisions in real runs.")
public interface DecisionService {
  /** The declaration of the service. */
  ServiceDeclaration DECLARATION = ServiceDeclaration.of(DecisionService.class);

  /**
   * A question, or none.
   *
   * @param id of the question; 0 when there is none now
   * @param actions the numbers of the decisions that are possible
   * @param rows the features of these, 32-bit floats, little endian
   * @param micros how long there is for an answer
   */
  record Asked(long id, List<Long> actions, Bytes rows, long micros) {}

  /**
   * An answer.
   *
   * @param id of the question
   * @param action the number of a decision that is possible
   * @param probability with which it was taken
   * @param policy the version of the policy, up to 64 visible characters
   */
  record Answered(long id, long action, double probability, String policy) {}

  /** The next question; comes back without one after a while. */
  @Operation(index = 0, description = "Waits for the next question.")
  Asked await();

  /** Answers a question, and waits for the next one. */
  @Operation(index = 1, description = "Answers a question, and waits for the next one.")
  Asked answer(Answered answered);
}

package dev.symphony.conductor.live;

/**
 * What somebody would do.
 *
 * @param action the number of a decision; whether it is possible is for others to check
 * @param probability with which this decision was taken
 * @param policy the version of the policy that took it
 */
public record Advice(long action, double probability, String policy) {
  private static final int LONGEST_POLICY = 64;

  /** Whether this is an answer to {@code question} at all. */
  boolean answers(Question question) {
    return question.actions().stream().anyMatch(possible -> possible == action)
        && probability >= 0
        && probability <= 1
        && !policy.isEmpty()
        && policy.length() <= LONGEST_POLICY
        && policy.chars().allMatch(c -> c > ' ' && c < 127);
  }
}

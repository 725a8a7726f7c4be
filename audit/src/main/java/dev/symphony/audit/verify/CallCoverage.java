package dev.symphony.audit.verify;

import java.util.List;

/**
 * Whether the calls on record were covered by grants that were live then.
 *
 * @param grants how many grants the log holds
 * @param calls how many calls were looked at, counted ones included
 * @param stopped how many calls were on record already when a revocation overtook them, and were
 *     refused before they ran
 * @param undecided what the log does not say enough about, each with its entry
 * @param uncovered calls that no live grant covered, each with its entry
 */
public record CallCoverage(
    long grants, long calls, long stopped, List<Doubt> undecided, List<Doubt> uncovered) {
  public CallCoverage {
    undecided = List.copyOf(undecided);
    uncovered = List.copyOf(uncovered);
  }

  /**
   * An entry, and what is to be said about it.
   *
   * @param index the index of the entry
   * @param text in plain words
   */
  public record Doubt(long index, String text) {}

  /** Whether no call went without a grant. */
  public boolean isCovered() {
    return uncovered.isEmpty();
  }
}

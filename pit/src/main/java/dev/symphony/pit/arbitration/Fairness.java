package dev.symphony.pit.arbitration;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How evenly a resource was shared.
 *
 * @param gini 0 when everybody got the same, near 1 when one got everything
 * @param deviation the largest difference between a share and the even share, as a part of that
 * @param shares by party, the part of all that was granted
 */
public record Fairness(double gini, double deviation, Map<String, Double> shares) {
  public Fairness {
    shares = Map.copyOf(shares);
  }

  static Fairness of(Map<String, Long> granted) {
    List<Long> amounts = granted.values().stream().sorted().toList();
    double all = amounts.stream().mapToLong(amount -> amount).sum();
    if (all == 0) {
      return new Fairness(0, 0, Map.of());
    }
    double weighted = 0;
    for (int rank = 0; rank < amounts.size(); rank++) {
      weighted += (2.0 * (rank + 1) - amounts.size() - 1) * amounts.get(rank);
    }
    double even = all / amounts.size();
    double deviation =
        amounts.stream().mapToDouble(amount -> Math.abs(amount - even) / even).max().orElse(0);
    Map<String, Double> shares = new TreeMap<>();
    granted.forEach((party, amount) -> shares.put(party, amount / all));
    return new Fairness(weighted / (amounts.size() * all), deviation, shares);
  }
}

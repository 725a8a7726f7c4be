package dev.symphony.pit.pool;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A forecast from what followed what: an item is expected when it often followed the latest one.
 * Repeated use of the same item counts as one. Old observations fade as new ones come.
 */
public final class Succession implements Forecast {
  private static final double FADING = 0.9;

  private final double likelyFrom;
  private final int most;
  private final Map<String, Map<String, Double>> followers = new HashMap<>();
  private String latest = "";

  /**
   * A forecast that has seen nothing.
   *
   * @param likelyFrom how likely an item has to be for being expected, from 0 to 1
   * @param most how many items are expected at a time
   */
  public Succession(double likelyFrom, int most) {
    this.likelyFrom = likelyFrom;
    this.most = most;
  }

  @Override
  public synchronized void used(String item, long nanos) {
    String before = latest;
    latest = item;
    if (before.isEmpty() || before.equals(item)) {
      return;
    }
    Map<String, Double> after = followers.computeIfAbsent(before, i -> new LinkedHashMap<>());
    after.replaceAll((i, weight) -> weight * FADING);
    after.merge(item, 1.0, Double::sum);
  }

  @Override
  public synchronized void follows(String before, String item) {
    followers.computeIfAbsent(before, i -> new LinkedHashMap<>()).merge(item, 1.0, Double::sum);
  }

  @Override
  public synchronized List<String> next(long nanos) {
    Map<String, Double> after = followers.getOrDefault(latest, Map.of());
    double all = after.values().stream().mapToDouble(weight -> weight).sum();
    List<Map.Entry<String, Double>> likely = new ArrayList<>(after.entrySet());
    likely.removeIf(entry -> entry.getValue() < all * likelyFrom);
    likely.sort(Map.Entry.<String, Double>comparingByValue().reversed());
    return likely.stream().limit(most).map(Map.Entry::getKey).toList();
  }
}

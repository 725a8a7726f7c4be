package dev.symphony.host.topology;

import dev.symphony.capabilities.Bytes;
import dev.symphony.pit.arbitration.ContendedResource;
import dev.symphony.pit.arbitration.Strategy;
import dev.symphony.pit.pool.PoolLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What members are opened with, in whatever process.
 *
 * @param store where the artifacts are; none when there is no home
 * @param memoryMib how much memory the guests of all runs may have together
 * @param maxWorkers how many workers the pool may have loaded
 */
public record MemberSettings(Optional<StorePlace> store, long memoryMib, long maxWorkers) {
  /** The resource that runs contend for. */
  public static final String MEMORY = "memory-mib";

  private static final int MOST_WAITING = 100_000;
  private static final Duration COOLDOWN = Duration.ofSeconds(60);
  private static final Duration FAILURE_REST = Duration.ofSeconds(2);

  /**
   * Where the artifacts of a home are.
   *
   * @param secret what they are encrypted under
   */
  public record StorePlace(Path directory, Bytes secret, long maxTotalBytes) {}

  List<ContendedResource> resources() {
    return List.of(
        new ContendedResource(MEMORY, memoryMib, MOST_WAITING, new Strategy.RoundRobin()));
  }

  PoolLimits poolLimits() {
    return new PoolLimits(
        Math.toIntExact(maxWorkers), memoryMib << 20, Long.MAX_VALUE, COOLDOWN, FAILURE_REST);
  }

  /** The settings as a value that goes to another process, with what {@code member} needs of it. */
  Map<String, Object> valueFor(Member member) {
    Map<String, Object> value =
        new LinkedHashMap<>(Map.of("memoryMib", memoryMib, "maxWorkers", maxWorkers));
    if (member == Member.STORE) {
      store.ifPresent(place -> {
        value.put("directory", place.directory().toString());
        value.put("secret", place.secret());
        value.put("maxTotalBytes", place.maxTotalBytes());
      });
    }
    return value;
  }

  /** The settings that {@link #valueFor} made the value of. */
  static MemberSettings of(Map<?, ?> value) {
    Optional<StorePlace> place =
        value.get("secret") instanceof Bytes secret
            ? Optional.of(
                new StorePlace(
                    Path.of(String.valueOf(value.get("directory"))),
                    secret,
                    number(value, "maxTotalBytes")))
            : Optional.empty();
    return new MemberSettings(place, number(value, "memoryMib"), number(value, "maxWorkers"));
  }

  private static long number(Map<?, ?> value, String key) {
    if (value.get(key) instanceof Long number) {
      return number;
    }
    throw new IllegalArgumentException("the settings of a member lack " + key);
  }
}

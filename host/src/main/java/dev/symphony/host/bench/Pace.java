package dev.symphony.host.bench;

import java.time.Duration;

/**
 * How often a workload does its work.
 *
 * @param hostCalls calls of a round of W1
 * @param rounds rounds of W1; the first three warm up
 * @param invocations measured invocations of W2
 * @param invocationTime the most time for them; half of it for warming up
 * @param longRun how long there are invocations before they are measured once more
 * @param spawns measured new sandboxes of W3
 * @param spawnTime the most time for them
 * @param alive sandboxes kept for the memory of W3
 * @param many sandboxes kept for the memory of a crowd
 * @param restAfter when idle workers of the memory workloads give memory back
 * @param publishers publishers with a sandbox each, for the memory of many workers
 * @param processes whole processes of W5
 * @param tokenCalls measured calls of W7; twice as many warm up
 */
public record Pace(
    int hostCalls,
    int rounds,
    int invocations,
    Duration invocationTime,
    Duration longRun,
    int spawns,
    Duration spawnTime,
    int alive,
    int many,
    Duration restAfter,
    int publishers,
    int processes,
    int tokenCalls) {
  /** As the definition of the workloads has it. */
  public static final Pace FULL =
      new Pace(
          1_000_000,
          8,
          20_000,
          Duration.ofSeconds(6),
          Duration.ofSeconds(15),
          100,
          Duration.ofSeconds(30),
          200,
          1_000,
          Duration.ofSeconds(2),
          50,
          10,
          1_000);

  /** Just enough to see that everything works; its figures are worth nothing. */
  public static final Pace SHORT =
      new Pace(
          1_000,
          4,
          50,
          Duration.ofMillis(500),
          Duration.ofMillis(100),
          3,
          Duration.ofSeconds(2),
          3,
          5,
          Duration.ofMillis(200),
          2,
          1,
          20);
}

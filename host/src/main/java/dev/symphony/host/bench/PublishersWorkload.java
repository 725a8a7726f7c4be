package dev.symphony.host.bench;

import java.util.ArrayList;
import java.util.List;

/** The memory of many publishers with one idle JavaScript sandbox each, and so a worker each. */
final class PublishersWorkload implements Bench.Workload {
  static final String NAME = "W3.publishers";

  /** So many are called once more, each when nothing else runs: what one wakes keeps compiling. */
  private static final int WOKEN = 10;

  private static final double MIB = 1 << 20;

  @Override
  public void run(Bench bench) {
    int publishers = bench.pace().publishers();
    try (BenchHost host = BenchHost.restingSoon(bench.image(), bench.pace().restAfter())) {
      long before = MemoryWorkload.atRest(bench, host);
      List<BenchSandbox> alive = new ArrayList<>();
      for (int i = 0; i < publishers; i++) {
        BenchSandbox sandbox = host.sandbox("publisher" + i, bench.guests().module1k());
        SpawnWorkload.first(bench, sandbox, "handle");
        alive.add(sandbox);
      }
      double each = (MemoryWorkload.atRest(bench, host) - before) / MIB / publishers;
      String note = publishers + " workers at rest; " + alive.getFirst().isolation();
      bench.row("W3", "idle memory of a publisher", each, "MiB", note);
      MemoryWorkload.afterRest(
          bench,
          "W3",
          alive.subList(0, Math.min(WOKEN, publishers)),
          "handle",
          BenchHost::awaitNothingRuns);
      alive.forEach(BenchSandbox::close);
    }
  }
}

package dev.symphony.host.bench;

/** W6: attacks, each in a fresh host. */
final class ContainmentWorkload implements Bench.Workload {
  @Override
  public void run(Bench bench) {
    Attack.all().forEach(attack -> bench.fresh().run(bench, attack.name()));
  }
}

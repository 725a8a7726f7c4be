package dev.symphony.host.bench;

import dev.symphony.sandbox.runtime.RuntimeImage;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What every workload works with.
 *
 * @param guests the guest programs
 * @param pace how often things are done
 * @param image what workers are started from
 * @param fresh starts fresh host processes, and whole commands
 * @param rows takes each figure as soon as there is one
 */
public record Bench(
    BenchGuests guests, Pace pace, RuntimeImage image, FreshHost fresh, Consumer<BenchRow> rows) {

  /** A workload by name, and what it runs. A part runs in this process when it is asked for. */
  private record Named(String name, Workload workload) {}

  /** Something that is measured. */
  @FunctionalInterface
  interface Workload {
    void run(Bench bench);
  }

  private static final List<Named> ALL =
      List.of(
          new Named("W1", new CallWorkload()),
          new Named("W2", new InvokeWorkload()),
          new Named("W3", new SpawnWorkload()),
          new Named("W4", new ProcessorWorkload()),
          new Named("W5", new ColdWorkload()),
          new Named("W6", new ContainmentWorkload()),
          new Named("W7", new TokenWorkload()),
          new Named("W8", new PythonWorkload()));

  private static final List<Named> PARTS =
      Stream.of(
              MemoryWorkload.parts().stream().map(p -> new Named(p.name(), p)),
              Stream.of(new Named(PublishersWorkload.NAME, new PublishersWorkload())),
              Attack.all().stream().map(a -> new Named(a.name(), a)))
          .flatMap(s -> s)
          .toList();

  /** The names of the workloads, in order. */
  public static List<String> names() {
    return ALL.stream().map(Named::name).toList();
  }

  /** Whether there is a workload, or a part of one, with that name. */
  public static boolean knows(String name) {
    return Stream.concat(ALL.stream(), PARTS.stream()).anyMatch(n -> n.name().equals(name));
  }

  /** Runs a workload, or a part of one in this very process. */
  public void run(String name) {
    Stream.concat(ALL.stream(), PARTS.stream())
        .filter(n -> n.name().equals(name))
        .forEach(n -> n.workload().run(this));
  }

  void row(String workload, String metric, double value, String unit, String note) {
    rows.accept(BenchRow.of(workload, metric, value, unit, note));
  }
}

package dev.symphony.conductor.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** A generated job in the making: its programs have typical durations that differ by far. */
final class JobBuilder {
  private final RandomGenerator random;
  private final double[] typical;
  private final List<JobTask> tasks = new ArrayList<>();

  JobBuilder(RandomGenerator random) {
    this.random = random;
    this.typical = new double[random.nextInt(3, 9)];
    for (int program = 0; program < typical.length; program++) {
      typical[program] = 10 * Math.exp(random.nextGaussian());
    }
  }

  /** One of the programs. */
  int program(RandomGenerator from) {
    return from.nextInt(typical.length);
  }

  /** Adds a task, and gives its place. */
  int add(int program, List<Integer> needs) {
    double seconds = typical[program] * Math.exp(0.3 * random.nextGaussian());
    tasks.add(new JobTask("program-" + program, needs, seconds));
    return tasks.size() - 1;
  }

  /** Adds equal tasks. */
  List<Integer> addMany(int count, int program, List<Integer> needs) {
    List<Integer> added = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      added.add(add(program, needs));
    }
    return added;
  }

  Job build(String name) {
    return new Job(name, tasks);
  }
}

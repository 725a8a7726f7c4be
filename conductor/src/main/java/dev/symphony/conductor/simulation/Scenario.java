package dev.symphony.conductor.simulation;

import dev.symphony.conductor.workload.Job;
import dev.symphony.conductor.workload.JobTask;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A job on machines: everything that a run depends on besides decisions. Programs are numbered in
 * the order in which they appear in the job. What tasks really take is hidden from those who
 * decide.
 */
public final class Scenario {
  /** The share of its attempts that may fail of a program that is to be relied on. */
  public static final double ERROR_BUDGET = 0.02;

  private static final double NANOS = 1e9;
  private static final int MOST_PROGRAMS = 3;

  private final Job job;
  private final List<Machine> machines;
  private final int[] programs;
  private final double[] coldSeconds;
  private final double[][] expected;
  private final double[] surprise;
  private final Faults faults;
  private final double[] mean;
  private final double[] best;

  private Scenario(
      Job job,
      List<Machine> machines,
      double[] coldSeconds,
      double[][] affinity,
      double[] surprise,
      Faults faults) {
    this.job = job;
    this.machines = List.copyOf(machines);
    this.coldSeconds = coldSeconds;
    this.surprise = surprise;
    this.faults = faults;
    this.programs = programs(job);
    this.expected = new double[job.size()][machines.size()];
    this.mean = new double[job.size()];
    this.best = new double[job.size()];
    for (int task = 0; task < job.size(); task++) {
      JobTask known = job.tasks().get(task);
      for (int machine = 0; machine < machines.size(); machine++) {
        expected[task][machine] =
            known.seconds() / machines.get(machine).speed() * affinity[programs[task]][machine];
      }
      mean[task] = Arrays.stream(expected[task]).average().orElse(0);
      best[task] = Arrays.stream(expected[task]).min().orElse(0);
    }
  }

  private static int[] programs(Job job) {
    List<String> names = job.programs();
    return job.tasks().stream().mapToInt(t -> names.indexOf(t.program())).toArray();
  }

  /**
   * Draws machines, cold starts, real durations and failures for {@code job}. Failures come last:
   * whether there are any changes nothing else.
   */
  public static Scenario draw(Job job, Conditions conditions, RandomGenerator random) {
    int least = Math.min(3, conditions.machines());
    int count = random.nextInt(least, conditions.machines() + 1);
    List<Machine> machines = new ArrayList<>();
    for (int machine = 0; machine < count; machine++) {
      double speed = Math.exp(0.5 * random.nextGaussian());
      machines.add(new Machine(speed, random.nextInt(1, 4), speed * random.nextDouble(0.5, 1.5)));
    }
    int programs = job.programs().size();
    double[] cold = new double[programs];
    double[][] affinity = new double[programs][count];
    for (int program = 0; program < programs; program++) {
      cold[program] = job.meanSeconds() * conditions.cold() * random.nextDouble();
      Arrays.setAll(affinity[program], machine -> Math.exp(0.25 * random.nextGaussian()));
    }
    double[] surprise = new double[job.size()];
    Arrays.setAll(surprise, task -> Math.exp(conditions.noise() * random.nextGaussian()));
    Faults faults = Faults.draw(conditions.failures(), programs, programs(job), random);
    return new Scenario(job, machines, cold, affinity, surprise, faults);
  }

  /**
   * Equal machines for {@code job}, which takes what is expected, with nothing to be loaded: what a
   * live run looks like from where it is.
   */
  public static Scenario ofSlots(Job job, int slots) {
    List<Machine> machines = Collections.nCopies(slots, new Machine(1, MOST_PROGRAMS, 0));
    int programs = job.programs().size();
    double[][] affinity = new double[programs][slots];
    for (double[] each : affinity) {
      Arrays.fill(each, 1);
    }
    double[] surprise = new double[job.size()];
    Arrays.fill(surprise, 1);
    Faults none = Faults.none(programs, job.size());
    return new Scenario(job, machines, new double[programs], affinity, surprise, none);
  }

  /** The job. */
  public Job job() {
    return job;
  }

  /** The machines. */
  public List<Machine> machines() {
    return machines;
  }

  /** The program of a task. */
  public int program(int task) {
    return programs[task];
  }

  /** How many programs there are. */
  public int programs() {
    return coldSeconds.length;
  }

  /** How long a machine loads a program that it does not keep. */
  public double coldSeconds(int program) {
    return coldSeconds[program];
  }

  /** How long a task is expected to take on a machine that has its program loaded. */
  public double expectedSeconds(int task, int machine) {
    return expected[task][machine];
  }

  /** The mean of {@link #expectedSeconds} over the machines. */
  public double meanSeconds(int task) {
    return mean[task];
  }

  /** The least of {@link #expectedSeconds} over the machines. */
  public double bestSeconds(int task) {
    return best[task];
  }

  /** Which share of the attempts of a program fails. */
  public double failureRate(int program) {
    return faults.rate(program);
  }

  /** Whether an attempt fails, counted from 1; only the simulation asks. */
  boolean fails(int task, int attempt) {
    return faults.fails(task, attempt);
  }

  /** How long an attempt really takes; only the simulation asks. */
  long realNanos(int task, int machine, int attempt) {
    return nanos(expected[task][machine] * surprise[task] * faults.share(task, attempt));
  }

  static long nanos(double seconds) {
    return (long) (seconds * NANOS);
  }
}

package dev.symphony.conductor.simulation;

import dev.symphony.conductor.schedule.Attempts;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Which attempts of the tasks of a scenario fail. How often a program fails is known from earlier
 * runs; which attempt does, and how far it gets, is hidden from whoever decides, and is the same
 * whatever is decided.
 */
final class Faults {
  private static final double MOST = 0.5;
  private static final double[] NONE = {};

  private final double[] rates;
  private final double[][] shares;

  private Faults(double[] rates, double[][] shares) {
    this.rates = rates;
    this.shares = shares;
  }

  /** Nothing fails. */
  static Faults none(int programs, int tasks) {
    double[][] shares = new double[tasks][];
    Arrays.fill(shares, NONE);
    return new Faults(new double[programs], shares);
  }

  /**
   * Draws how often programs fail, exponentially around {@code mean}, and then what fails.
   *
   * @param programs of each task
   */
  static Faults draw(double mean, int count, int[] programs, RandomGenerator random) {
    if (mean == 0) {
      return none(count, programs.length);
    }
    double[] rates = new double[count];
    Arrays.setAll(rates, program -> Math.min(MOST, mean * random.nextExponential()));
    double[][] shares = new double[programs.length][];
    Arrays.setAll(shares, task -> draw(rates[programs[task]], random));
    return new Faults(rates, shares);
  }

  /** How far each attempt of a task gets that fails. */
  private static double[] draw(double rate, RandomGenerator random) {
    double[] shares = new double[Attempts.MOST - 1];
    int count = 0;
    while (count < shares.length && random.nextDouble() < rate) {
      shares[count++] = random.nextDouble();
    }
    return count == 0 ? NONE : Arrays.copyOf(shares, count);
  }

  /** Which share of the attempts of a program fails. */
  double rate(int program) {
    return rates[program];
  }

  /** Whether an attempt fails, counted from 1. */
  boolean fails(int task, int attempt) {
    return attempt <= shares[task].length;
  }

  /** How much of its work an attempt does: all of it, unless it fails. */
  double share(int task, int attempt) {
    return fails(task, attempt) ? shares[task][attempt - 1] : 1;
  }
}

package dev.symphony.conductor.bandit;

import java.util.Arrays;

/**
 * What is known of one option: a ridge regression of rewards on features, in which old calls fade.
 * The first feature is 1, for what does not depend on the others; as long as nothing is known, the
 * best reward is expected.
 */
final class LinearArm {
  private static final double RIDGE = 1;

  private final int size;
  private final double[][] squares;
  private final double[] products;
  private long calls;
  private double rewards;

  LinearArm(int features) {
    this.size = features + 1;
    this.squares = new double[size][size];
    this.products = new double[size];
    for (int i = 0; i < size; i++) {
      squares[i][i] = RIDGE;
    }
    products[0] = RIDGE;
  }

  /** The expected reward, and {@code boldness} times how uncertain that is. */
  double bound(double[] features, double boldness) {
    double[] x = withOne(features);
    double[] spread = solve(x);
    double expected = 0;
    double variance = 0;
    double[] weights = solve(products);
    for (int i = 0; i < size; i++) {
      expected += weights[i] * x[i];
      variance += spread[i] * x[i];
    }
    return expected + boldness * Math.sqrt(Math.max(0, variance));
  }

  /** What is known counts {@code memory} times as much as until now. */
  void fade(double memory) {
    for (int i = 0; i < size; i++) {
      products[i] *= memory;
      for (int j = 0; j < size; j++) {
        squares[i][j] *= memory;
      }
      squares[i][i] += (1 - memory) * RIDGE;
    }
    products[0] += (1 - memory) * RIDGE;
  }

  /** Learns from a call. */
  void learn(double[] features, double reward) {
    double[] x = withOne(features);
    for (int i = 0; i < size; i++) {
      products[i] += reward * x[i];
      for (int j = 0; j < size; j++) {
        squares[i][j] += x[i] * x[j];
      }
    }
    calls++;
    rewards += reward;
  }

  long calls() {
    return calls;
  }

  double meanReward() {
    return calls == 0 ? 0 : rewards / calls;
  }

  private double[] withOne(double[] features) {
    double[] x = new double[size];
    x[0] = 1;
    System.arraycopy(features, 0, x, 1, size - 1);
    return x;
  }

  /** Solves {@code squares * y = right} by elimination; squares is positive definite. */
  private double[] solve(double[] right) {
    double[][] rows = new double[size][];
    double[] y = right.clone();
    Arrays.setAll(rows, row -> squares[row].clone());
    for (int pivot = 0; pivot < size; pivot++) {
      for (int row = pivot + 1; row < size; row++) {
        double factor = rows[row][pivot] / rows[pivot][pivot];
        for (int column = pivot; column < size; column++) {
          rows[row][column] -= factor * rows[pivot][column];
        }
        y[row] -= factor * y[pivot];
      }
    }
    for (int row = size - 1; row >= 0; row--) {
      for (int column = row + 1; column < size; column++) {
        y[row] -= rows[row][column] * y[column];
      }
      y[row] /= rows[row][row];
    }
    return y;
  }
}

package dev.symphony.conductor.policy;

/** A model that says how good decisions are. */
@FunctionalInterface
public interface Scoring {
  /**
   * A number for each decision; the highest is the best.
   *
   * @param rows the features of the decisions, one after the other
   * @param count how many decisions
   */
  float[] score(float[] rows, int count);
}

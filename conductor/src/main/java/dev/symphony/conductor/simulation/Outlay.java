package dev.symphony.conductor.simulation;

/**
 * What a run has cost up to now.
 *
 * @param seconds on the simulated clock
 * @param cost of the work of all machines
 * @param coldStarts how often a task had to wait for its program
 * @param prewarms how often a program was loaded ahead
 * @param failures how many attempts have failed
 */
public record Outlay(double seconds, double cost, int coldStarts, int prewarms, int failures) {}

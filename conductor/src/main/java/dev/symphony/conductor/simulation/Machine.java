package dev.symphony.conductor.simulation;

/**
 * Something that runs one task at a time.
 *
 * @param speed how much faster than the machine that durations are given for
 * @param warmPrograms how many programs it keeps loaded; the one that was used least recently goes
 * @param costPerSecond of work, in any currency
 */
public record Machine(double speed, int warmPrograms, double costPerSecond) {
  public Machine {
    if (!(speed > 0) || warmPrograms < 1 || !(costPerSecond >= 0)) {
      throw new IllegalArgumentException("a machine has a speed and keeps at least one program");
    }
  }
}

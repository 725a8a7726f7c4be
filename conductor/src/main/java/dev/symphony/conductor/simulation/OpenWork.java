package dev.symphony.conductor.simulation;

/** What of a job is not done: what tasks still need, and how much of each program is left. */
final class OpenWork {
  private final Scenario scenario;
  private final int[][] children;
  private final int[] openNeeds;
  private final int[] unstartedNeeds;
  private final boolean[] started;
  private final int[] failed;
  private final int[] unstartedOf;
  private final double[] secondsOf;
  private double seconds;
  private int completed;
  private int failures;

  /**
   * All of a job.
   *
   * @param children for each task, the tasks that need it
   */
  OpenWork(Scenario scenario, int[][] children) {
    this.scenario = scenario;
    this.children = children;
    this.openNeeds = scenario.job().tasks().stream().mapToInt(t -> t.needs().size()).toArray();
    this.unstartedNeeds = openNeeds.clone();
    this.started = new boolean[scenario.job().size()];
    this.failed = new int[started.length];
    this.unstartedOf = new int[scenario.programs()];
    this.secondsOf = new double[scenario.programs()];
    for (int task = 0; task < started.length; task++) {
      seconds += scenario.bestSeconds(task);
      unstartedOf[scenario.program(task)]++;
      secondsOf[scenario.program(task)] += scenario.meanSeconds(task);
    }
  }

  private OpenWork(OpenWork from) {
    this.scenario = from.scenario;
    this.children = from.children;
    this.openNeeds = from.openNeeds.clone();
    this.unstartedNeeds = from.unstartedNeeds.clone();
    this.started = from.started.clone();
    this.failed = from.failed.clone();
    this.unstartedOf = from.unstartedOf.clone();
    this.secondsOf = from.secondsOf.clone();
    this.seconds = from.seconds;
    this.completed = from.completed;
    this.failures = from.failures;
  }

  OpenWork copy() {
    return new OpenWork(this);
  }

  /** An attempt of a task starts. */
  void begin(int task) {
    int program = scenario.program(task);
    started[task] = true;
    for (int child : children[task]) {
      unstartedNeeds[child]--;
    }
    unstartedOf[program]--;
    secondsOf[program] -= scenario.meanSeconds(task);
    seconds -= scenario.bestSeconds(task);
  }

  void complete(int task) {
    completed++;
    for (int child : children[task]) {
      openNeeds[child]--;
    }
  }

  /** An attempt has failed: all of the task is to be done again. */
  void fail(int task) {
    int program = scenario.program(task);
    failures++;
    failed[task]++;
    started[task] = false;
    for (int child : children[task]) {
      unstartedNeeds[child]++;
    }
    unstartedOf[program]++;
    secondsOf[program] += scenario.meanSeconds(task);
    seconds += scenario.bestSeconds(task);
  }

  /** Whether nothing that a task needs is missing, and it does not run. */
  boolean canStart(int task) {
    return !started[task] && openNeeds[task] == 0;
  }

  /** Whether a task needs nothing but what has started, and not all of that is completed. */
  boolean isNext(int task) {
    return unstartedNeeds[task] == 0 && openNeeds[task] > 0;
  }

  /** How many attempts of a task have failed. */
  int failed(int task) {
    return failed[task];
  }

  /** How many attempts have failed. */
  int failures() {
    return failures;
  }

  /** How many tasks are completed. */
  int completed() {
    return completed;
  }

  /** How many tasks are not completed. */
  int open() {
    return started.length - completed;
  }

  /** How many tasks each task still needs. */
  int[] openNeeds() {
    return openNeeds.clone();
  }

  /** How many tasks wait for nothing but {@code task}. */
  int unlockedBy(int task) {
    int unlocked = 0;
    for (int child : children[task]) {
      unlocked += openNeeds[child] == 1 ? 1 : 0;
    }
    return unlocked;
  }

  /** How many tasks of a program do not run and are not completed. */
  int unstartedOf(int program) {
    return unstartedOf[program];
  }

  /** The mean seconds of those. */
  double secondsOf(int program) {
    return Math.max(0, secondsOf[program]);
  }

  /** The seconds on the machines that suit them best of all of those. */
  double seconds() {
    return Math.max(0, seconds);
  }
}

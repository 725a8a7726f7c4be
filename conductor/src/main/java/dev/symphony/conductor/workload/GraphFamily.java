package dev.symphony.conductor.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** A kind of generated job. Equal random numbers make equal jobs. */
public enum GraphFamily {
  /** Layers; each task needs one to three tasks of the layer before. */
  LAYERED {
    @Override
    void grow(JobBuilder job, RandomGenerator random) {
      List<Integer> before = List.of();
      for (int layer = random.nextInt(3, 7); layer > 0; layer--) {
        List<Integer> present = new ArrayList<>();
        for (int task = random.nextInt(2, 14); task > 0; task--) {
          present.add(job.add(job.program(random), some(before, random)));
        }
        before = present;
      }
    }

    private static List<Integer> some(List<Integer> tasks, RandomGenerator random) {
      return tasks.isEmpty()
          ? List.of()
          : IntStream.rangeClosed(0, random.nextInt(3))
              .mapToObj(i -> tasks.get(random.nextInt(tasks.size())))
              .distinct()
              .toList();
    }
  },

  /** Stages of equal tasks with a single task between them. */
  FORK_JOIN {
    @Override
    void grow(JobBuilder job, RandomGenerator random) {
      List<Integer> before = List.of();
      for (int stage = random.nextInt(2, 5); stage > 0; stage--) {
        int fork = job.add(job.program(random), before);
        int program = job.program(random);
        List<Integer> needed = List.of(fork);
        List<Integer> wide = job.addMany(random.nextInt(4, 24), program, needed);
        before = List.of(job.add(job.program(random), wide));
      }
    }
  },

  /** Independent chains through the same programs, and a task that joins them. */
  CHAINS {
    @Override
    void grow(JobBuilder job, RandomGenerator random) {
      int length = random.nextInt(3, 8);
      int[] programs = IntStream.range(0, length).map(i -> job.program(random)).toArray();
      List<Integer> ends = new ArrayList<>();
      for (int chain = random.nextInt(3, 14); chain > 0; chain--) {
        List<Integer> before = List.of();
        for (int program : programs) {
          before = List.of(job.add(program, before));
        }
        ends.addAll(before);
      }
      job.add(job.program(random), ends);
    }
  },

  /** Two rounds of mapping and reducing. */
  MAP_REDUCE {
    @Override
    void grow(JobBuilder job, RandomGenerator random) {
      List<Integer> before = List.of(job.add(job.program(random), List.of()));
      for (int round = 0; round < 2; round++) {
        List<Integer> maps = job.addMany(random.nextInt(6, 20), job.program(random), before);
        before = job.addMany(random.nextInt(2, 6), job.program(random), maps);
      }
    }
  },

  /** A tree of tasks that each need two others, down to one. */
  TREE {
    @Override
    void grow(JobBuilder job, RandomGenerator random) {
      List<Integer> level = job.addMany(1 << random.nextInt(3, 6), job.program(random), List.of());
      while (level.size() > 1) {
        int program = job.program(random);
        List<Integer> next = new ArrayList<>();
        for (int pair = 0; pair < level.size(); pair += 2) {
          next.add(job.add(program, level.subList(pair, pair + 2)));
        }
        level = next;
      }
    }
  },

  /** A grid of tasks that each need the one above and the one to the left. */
  WAVEFRONT {
    @Override
    void grow(JobBuilder job, RandomGenerator random) {
      int width = random.nextInt(4, 9);
      int[] programs = IntStream.range(0, 4).map(i -> job.program(random)).toArray();
      List<Integer> above = List.of();
      for (int row = random.nextInt(4, 9); row > 0; row--) {
        List<Integer> present = new ArrayList<>();
        for (int column = 0; column < width; column++) {
          List<Integer> needed = new ArrayList<>();
          if (!above.isEmpty()) {
            needed.add(above.get(column));
          }
          if (column > 0) {
            needed.add(present.getLast());
          }
          present.add(job.add(programs[(row + column) % programs.length], needed));
        }
        above = present;
      }
    }
  };

  abstract void grow(JobBuilder job, RandomGenerator random);

  /** A job of this kind, of 10 to 100 tasks. */
  public Job generate(RandomGenerator random) {
    JobBuilder job = new JobBuilder(random);
    grow(job, random);
    return job.build(label());
  }

  /** The name on the command line. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

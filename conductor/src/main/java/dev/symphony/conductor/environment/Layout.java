package dev.symphony.conductor.environment;

import dev.symphony.conductor.simulation.ActionSpace;
import dev.symphony.conductor.simulation.Observation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The fixed layout of a batch buffer: a header of 64 bytes, which holds the number of the step at
 * byte 8, and sections that begin at multiples of 64.
 */
public final class Layout {
  /** The bytes of the header. */
  public static final int HEADER = 64;

  /** Where the number of the step is. */
  public static final int STEP_AT = 8;

  /** What every buffer begins with: {@code SYMCND} and the version of the layout, 2. */
  public static final long MAGIC = 0x0002_444e_434d_5953L;

  /** How many reward terms there are: the section {@code terms}. */
  public static final int TERMS = 6;

  private static final int ALIGNMENT = 64;
  private static final String FLOAT = "<f4";
  private static final String FLAG = "|u1";

  private final List<Section> sections = new ArrayList<>();
  private final Map<String, Section> byName = new HashMap<>();
  private long end = HEADER;

  /** The layout for a number of environments. */
  public Layout(int environments) {
    long n = environments;
    add("tasks", FLOAT, n, ActionSpace.SLOTS, Observation.OF_TASK);
    add("machines", FLOAT, n, ActionSpace.MACHINES, Observation.OF_MACHINE);
    add("pairs", FLOAT, n, ActionSpace.SLOTS, ActionSpace.MACHINES, Observation.OF_PAIR);
    add("all", FLOAT, n, Observation.OF_ALL);
    add("votes", FLOAT, n, ActionSpace.SIZE, Observation.VOTES);
    add("mask", FLAG, n, ActionSpace.SIZE);
    add("advice", "<i4", n);
    add("reward", FLOAT, n);
    add("terminated", FLAG, n);
    add("truncated", FLAG, n);
    add("refused", FLAG, n);
    add("terms", "<f8", n, TERMS);
    add("hindsight", FLOAT, n, ActionSpace.SIZE);
    add("errors", FLOAT, n, ActionSpace.SLOTS, Observation.OF_ERRORS);
    add("failures", "<i4", n);
  }

  private void add(String name, String type, long... shape) {
    Section section = new Section(name, type, Arrays.stream(shape).boxed().toList(), end);
    sections.add(section);
    byName.put(name, section);
    end = (end + section.bytes() + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }

  /** The sections, in the order of their offsets. */
  public List<Section> sections() {
    return List.copyOf(sections);
  }

  /** The section of a name. */
  public Section section(String name) {
    Section found = byName.get(name);
    if (found == null) {
      throw new IllegalArgumentException("there is no section " + name);
    }
    return found;
  }

  /** How many bytes the buffer has. */
  public int bytes() {
    return Math.toIntExact(end);
  }
}

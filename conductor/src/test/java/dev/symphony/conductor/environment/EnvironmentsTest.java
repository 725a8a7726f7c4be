package dev.symphony.conductor.environment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.conductor.policy.Baseline;
import dev.symphony.conductor.schedule.CountedSchedule;
import dev.symphony.conductor.simulation.ActionSpace;
import dev.symphony.conductor.simulation.Conditions;
import dev.symphony.conductor.workload.GraphFamily;
import dev.symphony.conductor.workload.JobSource;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;

class EnvironmentsTest {
  private static final EpisodeSettings SETTINGS =
      new EpisodeSettings(
          new JobSource(List.of(), List.of(GraphFamily.values())),
          Conditions.DEFAULT,
          Baseline.HEFT,
          CountedSchedule::new,
          EpisodeSettings.Hindsight.NOT_TOLD);

  private final Layout layout = new Layout(2);
  private final ByteBuffer memory =
      ByteBuffer.allocate(layout.bytes()).order(ByteOrder.LITTLE_ENDIAN);
  private final Environments environments = new Environments(2, SETTINGS, memory);

  private int advice(int place) {
    return memory.getInt((int) layout.section("advice").offset() + place * Integer.BYTES);
  }

  private int flag(String name, int place) {
    return memory.get((int) layout.section(name).offset() + place);
  }

  private float reward(int place) {
    return memory.getFloat((int) layout.section("reward").offset() + place * Float.BYTES);
  }

  @Test
  void sections_areAligned_andApart() {
    long end = Layout.HEADER;
    for (Section section : layout.sections()) {
      assertEquals(0, section.offset() % 64);
      assertTrue(section.offset() >= end);
      end = section.offset() + section.bytes();
    }
    assertTrue(layout.bytes() >= end);
  }

  @Test
  void returns_areMinusTheStretch_andTheNextStepBeginsAnew() {
    environments.reset(List.of(1L, 2L));
    double total = 0;
    while (flag("terminated", 0) == 0) {
      environments.step(new int[] {advice(0), advice(1)});
      total += reward(0);
    }
    int terms = (int) layout.section("terms").offset();
    double stretch = memory.getDouble(terms) / memory.getDouble(terms + 4 * Double.BYTES);
    assertEquals(-stretch, total, 1e-4);

    environments.step(new int[] {ActionSpace.WAIT, advice(1)});
    assertEquals(0, flag("terminated", 0));
    assertEquals(0, reward(0));
    assertEquals(0, memory.getDouble(terms), "the clock of the next episode");
  }

  @Test
  void equalSeeds_giveEqualEpisodes() {
    byte[] first = play();
    byte[] second = play();

    assertArrayEquals(first, second);
  }

  private byte[] play() {
    environments.reset(List.of(5L, 6L));
    for (int step = 0; step < 300; step++) {
      environments.step(new int[] {advice(0), advice(1)});
    }
    byte[] seen = new byte[layout.bytes() - Layout.HEADER];
    memory.get(Layout.HEADER, seen);
    return seen;
  }

  @Test
  void impossibleDecisions_areRefused_andTheAdvisorDecides() {
    environments.reset(List.of(1L, 1L));
    environments.step(new int[] {Integer.MAX_VALUE, advice(1)});

    assertEquals(1, flag("refused", 0));
    assertEquals(0, flag("refused", 1));
    assertEquals(advice(1), advice(0), "both went the way of the advisor");
  }

  @Test
  void failures_areCounted_andTheirRatesSeen() {
    EpisodeSettings failing =
        new EpisodeSettings(
            SETTINGS.jobs(),
            Conditions.DEFAULT.withFailures(0.25),
            SETTINGS.advisor(),
            SETTINGS.scheduling(),
            SETTINGS.hindsight());
    Environments unreliable = new Environments(2, failing, memory);
    unreliable.reset(List.of(1L, 2L));
    int failures = 0;
    for (int step = 0; step < 100; step++) {
      unreliable.step(new int[] {advice(0), advice(1)});
      failures = Math.max(failures, memory.getInt((int) layout.section("failures").offset()));
    }

    assertTrue(failures > 0);
    float rate = memory.getFloat((int) layout.section("errors").offset());
    assertTrue(rate >= 0 && rate <= 0.5);
  }

  @Test
  void wrongNumbersOfDecisions_areRefused() {
    assertThrows(IllegalArgumentException.class, () -> environments.step(new int[] {1}));
    assertThrows(IllegalArgumentException.class, () -> environments.reset(List.of(1L)));
  }
}

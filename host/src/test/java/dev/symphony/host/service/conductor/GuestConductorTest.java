package dev.symphony.host.service.conductor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.host.episode.EpisodeFile;
import dev.symphony.host.episode.ProgramHistory;
import dev.symphony.kernel.service.ServiceFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuestConductorTest {
  private static final List<String> OPTIONS = List.of("acme/fast", "acme/exact");

  @TempDir private Path home;

  private Choices open() throws IOException {
    return Choices.open(
        home,
        () -> Instant.EPOCH,
        fault -> {
          throw new AssertionError(fault);
        });
  }

  private static void learn(GuestConductor guest, int calls) {
    for (int call = 0; call < calls; call++) {
      double size = (call % 10) / 10.0;
      ConductorService.Advice advice = guest.advise("size", OPTIONS, List.of(size));
      boolean right = advice.option().equals("acme/exact") == size > 0.5;
      guest.feedback("size", advice.decision(), right ? 0.9 : 0.3);
    }
  }

  private static String refusal(Supplier<?> call) {
    return assertThrows(ServiceFailure.class, call::get).code();
  }

  private static String refusal(Runnable call) {
    return assertThrows(ServiceFailure.class, call::run).code();
  }

  @Test
  void whatWasLearned_outlivesTheHost_andTheLogReplays() throws IOException {
    try (Choices choices = open()) {
      learn(new GuestConductor(choices, "acme/driver"), 200);
    }
    try (Choices again = open()) {
      GuestConductor guest = new GuestConductor(again, "acme/driver");
      assertEquals(0, again.different(), "the same log gives the same choices");
      assertEquals(
          200, guest.score("size").stream().mapToLong(ConductorService.OptionScore::calls).sum());
      assertEquals("acme/exact", guest.advise("size", OPTIONS, List.of(0.9)).option());
      assertEquals("acme/fast", guest.advise("size", OPTIONS, List.of(0.1)).option());
    }
  }

  @Test
  void aLineThatWasCutShort_isPassedOver() throws IOException {
    try (Choices choices = open()) {
      learn(new GuestConductor(choices, "acme/driver"), 10);
    }
    Files.write(
        EpisodeFile.in(home),
        "{\"kind\":\"feedb".getBytes(StandardCharsets.UTF_8),
        StandardOpenOption.APPEND);
    try (Choices again = open()) {
      learn(new GuestConductor(again, "acme/driver"), 5);
    }
    try (Choices again = open()) {
      assertEquals(
          15,
          new GuestConductor(again, "acme/driver")
              .score("size").stream().mapToLong(ConductorService.OptionScore::calls).sum());
    }
  }

  @Test
  void extensions_haveChoicesOfTheirOwn() throws IOException {
    try (Choices choices = open()) {
      GuestConductor one = new GuestConductor(choices, "acme/one");
      GuestConductor other = new GuestConductor(choices, "acme/other");
      long decision = one.advise("size", OPTIONS, List.of(0.5)).decision();

      assertEquals(
          "conductor-unknown-decision", refusal(() -> other.feedback("size", decision, 1)));
      assertEquals(List.of(), other.score("size"));
      one.feedback("size", decision, 1);
      assertEquals("conductor-unknown-decision", refusal(() -> one.feedback("size", decision, 1)));
    }
  }

  @Test
  void whatIsOverItsBudgetOfErrors_isNotAdvised() throws IOException {
    try (Choices choices = open()) {
      GuestConductor guest = new GuestConductor(choices, "acme/driver");
      for (int run = 0; run < 3; run++) {
        choices.ran("acme/driver", "acme/fast", 0.1, ProgramHistory.Ending.FAILED);
      }
      assertEquals("acme/exact", guest.advise("size", OPTIONS, List.of(0.1)).option());
      choices.ran("acme/driver", "acme/exact", 0.1, ProgramHistory.Ending.FAILED);
      choices.ran("acme/driver", "acme/exact", 0.1, ProgramHistory.Ending.FAILED);
      assertEquals(
          "conductor-no-player", refusal(() -> guest.advise("size", OPTIONS, List.of(0.1))));
      assertTrue(guest.score("size").stream().noneMatch(ConductorService.OptionScore::player));
    }
  }

  @Test
  void whatOneExtensionSawOfOthers_noOtherLearns() throws IOException {
    try (Choices choices = open()) {
      GuestConductor other = new GuestConductor(choices, "acme/other");
      GuestConductor driver = new GuestConductor(choices, "acme/driver");
      for (int run = 0; run < 3; run++) {
        choices.ran("acme/driver", "acme/fast", 0.1, ProgramHistory.Ending.FAILED);
        driver.advise("size", OPTIONS, List.of(0.1));
      }
      ConductorService.Advice advice = other.advise("size", OPTIONS, List.of(0.1));
      assertEquals(new ConductorService.Advice(1, "acme/fast", advice.policy()), advice);
      assertTrue(other.score("size").stream().allMatch(ConductorService.OptionScore::player));
    }
  }

  @Test
  void whoAsksForTooMuch_isRefused_andNoOtherSuffers() throws IOException {
    try (Choices choices = open()) {
      GuestConductor greedy = new GuestConductor(choices, "acme/greedy");
      GuestConductor other = new GuestConductor(choices, "acme/other");
      long waiting = other.advise("size", OPTIONS, List.of(0.1)).decision();
      for (int i = 0; i < ChoiceBook.MOST_CHOICES; i++) {
        greedy.advise("choice" + i, OPTIONS, List.of());
      }
      String tooMany = "conductor-too-many";
      assertEquals(tooMany, refusal(() -> greedy.advise("one-more", OPTIONS, List.of())));
      for (int i = OPTIONS.size(); i < ChoiceBook.MOST_OPTIONS; i++) {
        greedy.advise("choice0", List.of("option" + i), List.of());
      }
      List<String> more = List.of("one-more");
      assertEquals(tooMany, refusal(() -> greedy.advise("choice0", more, List.of())));
      for (int i = 0; i < ChoiceBook.MOST_OPEN; i++) {
        greedy.advise("choice1", OPTIONS, List.of());
      }
      assertEquals("conductor-unknown-decision", refusal(() -> greedy.feedback("choice0", 1, 1)));
      other.feedback("size", waiting, 1);
    }
  }

  @Test
  void argumentsOutOfRange_areRefused() throws IOException {
    try (Choices choices = open()) {
      GuestConductor guest = new GuestConductor(choices, "acme/driver");
      List<Double> none = List.of();
      String range = "argument-range";
      assertEquals(range, refusal(() -> guest.advise("c", List.of(), none)));
      assertEquals(range, refusal(() -> guest.advise("c", List.of("a", "a"), none)));
      assertEquals(range, refusal(() -> guest.advise("c", List.of("x".repeat(129)), none)));
      assertEquals(range, refusal(() -> guest.advise("c", OPTIONS, List.of(Double.NaN))));
      assertEquals(range, refusal(() -> guest.advise("c", OPTIONS, List.of(11.0))));
      assertEquals(range, refusal(() -> guest.advise("c", OPTIONS, Collections.nCopies(9, 1.0))));
      long decision = guest.advise("c", OPTIONS, List.of(1.0)).decision();
      assertEquals(range, refusal(() -> guest.feedback("c", decision, Double.NaN)));
      assertEquals(range, refusal(() -> guest.feedback("c", decision, 1.1)));
      assertEquals(range, refusal(() -> guest.advise("c", OPTIONS, List.of(1.0, 2.0))));
    }
  }
}

package dev.symphony.host.bench.architecture;

import dev.symphony.capabilities.Bytes;
import dev.symphony.host.bench.BenchFailure;
import dev.symphony.host.topology.Ensemble;
import dev.symphony.host.topology.Member;
import dev.symphony.host.topology.MemberSettings;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** What happens when the process of a member is killed, stands still, or is replaced. */
final class FaultTrial {
  private static final String DIGEST_OF_NOTHING = "sha256:" + "0".repeat(64);

  private final Ensemble pit;
  private final Consumer<Figure> figures;

  FaultTrial(Ensemble pit, Consumer<Figure> figures) {
    this.pit = pit;
    this.figures = figures;
  }

  /** Tries every member that lives beside the kernel; of the others the kernel dies with them. */
  void run() {
    for (Member member : Member.values()) {
      if (pit.process(member).isPresent()) {
        tell(member, "killed, until it answers", this::kill, lost(member));
        tell(member, "stands still, until it answers", this::wedge, "found out after 1 s");
        tell(member, "replaced, pause", this::replace, "nothing lost: calls wait");
      } else {
        figure(member, "killed, until it answers", -1, "in the kernel: the host dies with it");
      }
    }
  }

  private void tell(Member member, String what, Consumer<Member> fault, String note) {
    pit.awaitSpares();
    use(member);
    long begin = System.nanoTime();
    fault.accept(member);
    use(member);
    double millis = (System.nanoTime() - begin) / 1e6;
    List<Long> taken = pit.successions(member);
    double own = taken.isEmpty() ? 0 : taken.getLast() / 1e6;
    figure(
        member,
        what,
        millis,
        String.format(Locale.ROOT, "successor served after %.1f ms; %s", own, note));
  }

  private void figure(Member member, String what, double millis, String note) {
    figures.accept(
        new Figure(
            pit.topology().name(),
            member.name().toLowerCase(Locale.ROOT) + " " + what,
            millis,
            "ms",
            note + "; survive: " + survivors(member)));
  }

  private String survivors(Member member) {
    List<String> others =
        List.of(Member.values()).stream()
            .filter(other -> !pit.topology().place(other).equals(pit.topology().place(member)))
            .map(other -> other.name().toLowerCase(Locale.ROOT))
            .toList();
    boolean inKernel = pit.process(member).isEmpty();
    return inKernel ? "guests, until they miss the host" : "kernel, guests, " + others;
  }

  private static String lost(Member member) {
    return switch (member) {
      case POOL -> "lost: who had what on loan";
      case TRACKER -> "lost: nothing, runs are told again";
      case STORE -> "lost: nothing that was answered";
      case STALE -> "lost: nothing";
      case ARBITRATION -> "lost: who waits, which is asked again, and who has what";
    };
  }

  private void kill(Member member) {
    pit.process(member).orElseThrow().destroyForcibly();
  }

  private void wedge(Member member) {
    long pid = pit.process(member).orElseThrow().pid();
    try {
      boolean stopped =
          new ProcessBuilder("/bin/kill", "-STOP", String.valueOf(pid))
              .start()
              .waitFor(5, TimeUnit.SECONDS);
      if (!stopped) {
        throw new BenchFailure("the process can't be stopped");
      }
    } catch (IOException e) {
      throw new BenchFailure("the process can't be stopped", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchFailure("interrupted", e);
    }
  }

  private void replace(Member member) {
    try {
      pit.replace(member);
    } catch (IOException e) {
      throw new BenchFailure("the member can't be replaced", e);
    }
  }

  /** A call of the member that tells whether it is there. */
  private void use(Member member) {
    switch (member) {
      case POOL -> {
        var _ = pit.pool().status();
      }
      case TRACKER -> pit.tracker().end(0);
      case STORE -> {
        var _ = pit.store().get(DIGEST_OF_NOTHING, "bench");
        var _ = pit.store().put("bench/bench", "small", "text/plain", Bytes.utf8("x"), List.of());
      }
      case STALE -> {
        var _ = pit.stale().judge();
      }
      case ARBITRATION ->
          pit.arbitration()
              .release(pit.arbitration().ask(MemberSettings.MEMORY, "a", 1, 0).request());
    }
  }
}

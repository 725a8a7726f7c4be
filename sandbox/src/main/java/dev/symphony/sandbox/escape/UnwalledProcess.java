package dev.symphony.sandbox.escape;

import dev.symphony.kernel.guest.Language;
import dev.symphony.sandbox.jail.Jail;
import dev.symphony.sandbox.jail.JailedLauncher;
import dev.symphony.sandbox.runtime.GuestLanguage;
import dev.symphony.sandbox.runtime.RuntimeImage;
import dev.symphony.sandbox.runtime.WorkerTempo;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A process of {@link UnwalledGuest}: attempts are made in it one after the other. */
public final class UnwalledProcess implements AutoCloseable {
  /** What stands around the process. */
  public enum Around {
    /** Nothing. */
    NOTHING,
    /** The jail of a worker, and its system call filter. */
    JAIL
  }

  private static final long HEAP_BYTES = 256L << 20;
  private static final Duration START = Duration.ofSeconds(90);
  private static final Duration ANSWER = Duration.ofSeconds(60);
  private static final Duration GLANCE = Duration.ofMillis(250);
  private static final Duration BUSY = Duration.ofSeconds(1);
  private static final int EXIT_STATUS = 7;
  private static final int OUT_OF_MEMORY = 3;
  private static final int SIGNALLED = 128;
  private static final String ENDED = "ENDED";

  /** What the process says itself; a virtual machine that runs out of memory says so as well. */
  private static final Pattern FORM = Pattern.compile("^(READY|BEGIN|ANSWER )");

  private static final Pattern EXHAUSTED =
      Pattern.compile("(?i)RangeError|RecursionError|StackOverflow|MemoryError|call stack|stack");

  private final Language language;
  private final Around around;
  private final Bait bait;
  private final Process process;
  private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

  private UnwalledProcess(Language language, Around around, Bait bait, Process process) {
    this.language = language;
    this.around = around;
    this.bait = bait;
    this.process = process;
  }

  /** Starts a process for attempts in {@code language} and waits until it is ready for them. */
  public static UnwalledProcess start(
      RuntimeImage image, Language language, Around around, Bait bait)
      throws IOException, InterruptedException {
    List<String> command =
        image.command(
            switch (language) {
              case JAVASCRIPT -> GuestLanguage.JAVASCRIPT;
              case PYTHON -> GuestLanguage.PYTHON;
            },
            WorkerTempo.FIRST_RESULT,
            HEAP_BYTES,
            UnwalledGuest.class.getName(),
            List.of(
                language.id(),
                switch (around) {
                  case NOTHING -> "free";
                  case JAIL -> "locked";
                }));
    Process process =
        switch (around) {
          case NOTHING -> free(command, bait);
          case JAIL -> jailed(command, image, bait.programs(language));
        };
    UnwalledProcess started = new UnwalledProcess(language, around, bait, process);
    started.listen();
    if (!started.await("READY", START)) {
      started.close();
      throw new IOException("a process for attempts in " + language.id() + " does not start");
    }
    return started;
  }

  private static Process free(List<String> command, Bait bait) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("CANARY", bait.secret());
    return builder.start();
  }

  private static Process jailed(List<String> command, RuntimeImage image, Path programs)
      throws IOException, InterruptedException {
    Jail.Builder jail = Jail.builder().javaRuntime(image.java().resolve("../..").normalize());
    image.readablePaths().forEach(jail::readOnly);
    return new JailedLauncher().launch(command, jail.readOnly(programs).build()).process();
  }

  private void listen() {
    Thread.ofPlatform()
        .daemon()
        .name("attempts-" + process.pid())
        .start(() -> {
          try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            lines.lines().filter(line -> FORM.matcher(line).find()).forEach(answers::add);
          } catch (IOException | UncheckedIOException e) {
            // It ended in the middle of a line.
          }
          answers.add(ENDED);
        });
    Thread.ofPlatform()
        .daemon()
        .name("errors-" + process.pid())
        .start(() -> {
          try (InputStream errors = process.getErrorStream()) {
            errors.transferTo(OutputStream.nullOutputStream());
          } catch (IOException e) {
            // It ended.
          }
        });
  }

  private boolean await(String line, Duration timeout) throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (true) {
      String next = answers.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (next == null || next.equals(ENDED)) {
        return false;
      }
      if (next.equals(line)) {
        return true;
      }
    }
  }

  /** Whether another attempt can be made in it. */
  public boolean usable() {
    return process.isAlive();
  }

  /** Makes an attempt. A process that did not survive it, or still works at it, is of no use. */
  public UnwalledEnd attempt(Attempt attempt) throws IOException, InterruptedException {
    bait.renew();
    Path program = bait.program(attempt);
    String secret = around == Around.NOTHING ? bait.secret() : "none";
    String order =
        String.join(
            "\t",
            program.toString(),
            secret,
            bait.root().toString(),
            bait.mark().toString(),
            json(bait.input()));
    Writer orders = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
    orders.write(order + "\n");
    orders.flush();
    if (!await("BEGIN", ANSWER)) {
      return new UnwalledEnd.Failed("the process is gone");
    }
    Duration before = cpu();
    return judged(attempt, answer(attempt, before), before);
  }

  /** The answer, or null when the attempt is at it for longer than anybody can want. */
  private @Nullable String answer(Attempt attempt, Duration before) throws InterruptedException {
    long deadline = System.nanoTime() + ANSWER.toNanos();
    String answer = null;
    boolean busy = false;
    while (answer == null && !busy && System.nanoTime() < deadline) {
      answer = answers.poll(GLANCE.toMillis(), TimeUnit.MILLISECONDS);
      busy = runsAway(attempt.proof(), cpu().minus(before));
    }
    return answer;
  }

  /** Whether processor time alone shows that an attempt has succeeded. */
  private static boolean runsAway(Proof proof, Duration used) {
    return switch (proof) {
      case ENDLESS, OVERFLOW -> used.compareTo(BUSY) >= 0;
      case CLAIM, SECRET, LEAK, MARK, VISIT, EXIT, HOARD -> false;
    };
  }

  private UnwalledEnd judged(Attempt attempt, @Nullable String answer, Duration before)
      throws InterruptedException {
    if (answer == null) {
      Duration used = cpu().minus(before);
      process.destroyForcibly();
      process.waitFor();
      return runsAway(attempt.proof(), used)
          ? new UnwalledEnd.Reached(
              "still at it after " + used.toMillis() + " ms of processor time")
          : new UnwalledEnd.Failed("no answer, " + used.toMillis() + " ms of processor time");
    }
    if (answer.equals(ENDED)) {
      return ended(attempt, process.waitFor());
    }
    String[] parts = answer.split(" ", -1);
    String text = new String(Base64.getDecoder().decode(parts[2]), StandardCharsets.UTF_8);
    return reached(attempt, parts[1], text)
        ? new UnwalledEnd.Reached(shown(attempt.proof()))
        : new UnwalledEnd.Failed(parts[1] + " " + text.lines().findFirst().orElse(""));
  }

  private static UnwalledEnd ended(Attempt attempt, int status) {
    boolean wanted =
        attempt.proof().exhausts()
            ? status == OUT_OF_MEMORY || status > SIGNALLED
            : attempt.proof() == Proof.EXIT && status == EXIT_STATUS;
    String how = "the process ended with status " + status;
    return wanted ? new UnwalledEnd.Reached(how) : new UnwalledEnd.Failed(how);
  }

  private boolean reached(Attempt attempt, String kind, String text) {
    return switch (attempt.proof()) {
      case CLAIM -> kind.equals("claim");
      case SECRET -> kind.equals("found") && text.contains(bait.secret());
      case LEAK -> kind.equals("found") && Bait.tellingWords().stream().anyMatch(text::contains);
      case MARK -> bait.marked();
      case VISIT -> awaitVisit();
      case EXIT -> false;
      case ENDLESS, HOARD, OVERFLOW -> EXHAUSTED.matcher(text).find();
    };
  }

  /** A visitor may still be on the way from the kernel's queue to whoever watches the door. */
  private boolean awaitVisit() {
    for (int i = 0; i < 20 && !bait.visited(); i++) {
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }
    return bait.visited();
  }

  private static String shown(Proof proof) {
    return switch (proof) {
      case CLAIM -> "it works";
      case SECRET -> "it has the secret";
      case LEAK -> "it knows the host";
      case MARK -> "the mark is there";
      case VISIT -> "it came to the door";
      case EXIT -> "the process ended";
      case ENDLESS, HOARD, OVERFLOW -> "it used up the stack or the memory";
    };
  }

  private Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  private static String json(Map<String, Object> input) {
    return input.entrySet().stream()
        .map(e ->
            "\""
                + e.getKey()
                + "\": "
                + (e.getValue() instanceof String s ? quoted(s) : e.getValue()))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  /** The language of its attempts. */
  public Language language() {
    return language;
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}

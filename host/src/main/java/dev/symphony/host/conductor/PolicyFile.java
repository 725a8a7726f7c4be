package dev.symphony.host.conductor;

import dev.symphony.conductor.live.ModelAdviser;
import dev.symphony.host.UserError;
import dev.symphony.host.home.ScratchDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A policy as ONNX that answers in this process. When its file changes, the new one takes over
 * between two decisions; when that is no policy, the old one goes on.
 */
public final class PolicyFile implements AutoCloseable {
  private static final Duration LOOK = Duration.ofMillis(500);

  private final Path file;
  private final ScratchDirectory scratch;
  private final Consumer<String> notes;
  private final List<OnnxScoring> opened = new ArrayList<>();
  private final ModelAdviser adviser;
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("conductor-policy").factory());
  private final ScheduledFuture<?> looking;
  private FileTime seen;

  private PolicyFile(Path file, ScratchDirectory scratch, Consumer<String> notes)
      throws UserError, IOException {
    this.file = file;
    this.scratch = scratch;
    this.notes = notes;
    this.seen = Files.getLastModifiedTime(file);
    this.adviser = new ModelAdviser(load());
    this.looking =
        watch.scheduleWithFixedDelay(
            this::look, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Opens a policy.
   *
   * @param policy the ONNX file, or the directory of a training
   * @throws UserError {@code conductor-policy} when it is none
   */
  public static PolicyFile open(Path policy, Consumer<String> notes) throws UserError, IOException {
    Path file = OnnxScoring.file(policy);
    ScratchDirectory scratch = ScratchDirectory.create();
    try {
      return new PolicyFile(file, scratch, notes);
    } catch (UserError | IOException e) {
      scratch.close();
      throw e;
    }
  }

  private ModelAdviser.Policy load() throws UserError, IOException {
    OnnxScoring scoring = OnnxScoring.open(file, scratch.path().resolve("models-" + opened.size()));
    opened.add(scoring);
    return new ModelAdviser.Policy(scoring, scoring.version());
  }

  private synchronized void look() {
    try {
      FileTime present = Files.getLastModifiedTime(file);
      if (!present.equals(seen)) {
        seen = present;
        ModelAdviser.Policy next = load();
        adviser.replace(next);
        notes.accept("conductor: the policy " + next.version() + " answers from now on");
      }
    } catch (UserError | IOException e) {
      notes.accept("conductor: the policy is not replaced: " + e.getMessage());
    }
  }

  /** Answers questions. */
  public ModelAdviser adviser() {
    return adviser;
  }

  @Override
  public void close() throws IOException {
    looking.cancel(false);
    watch.shutdownNow();
    synchronized (this) {
      opened.forEach(OnnxScoring::close);
    }
    scratch.close();
  }
}

package dev.symphony.pit.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The journals of a home, a directory for each run. Anybody may read; only the one host that has
 * the home locked may write.
 */
public final class RunJournals {
  private static final String JOURNAL = "journal";
  private static final String CANCEL = "cancel";

  private final Path directory;
  private final InstantSource clock;

  /** The journals in {@code directory}, made when the first run begins. */
  public RunJournals(Path directory, InstantSource clock) {
    this.directory = directory;
    this.clock = clock;
  }

  /** Begins the journal of a new run. */
  public RunJournal begin(RunHeader header) throws IOException {
    Path run = directory.resolve(header.id().text());
    Files.createDirectories(run);
    if (Files.exists(run.resolve(JOURNAL))) {
      throw new FileAlreadyExistsException(run.toString());
    }
    RunJournal journal = open(run, new Entry.Begun(header), new Entry.Opened(1, clock.instant()));
    flushDirectory(run);
    flushDirectory(directory);
    return journal;
  }

  /** Goes on with the journal of a run; nobody else may work on it. */
  public RunJournal resume(RunHistory history) throws IOException {
    Path run = directory.resolve(history.header().id().text());
    Files.deleteIfExists(run.resolve(CANCEL));
    return open(run, new Entry.Opened(history.epoch() + 1, clock.instant()));
  }

  private RunJournal open(Path run, Entry... first) throws IOException {
    JournalFile file = JournalFile.append(run.resolve(JOURNAL));
    for (Entry entry : first) {
      file.write(entry);
    }
    file.force();
    return new RunJournal(file, clock);
  }

  private static void flushDirectory(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** What the journal of {@code run} says, or nothing when there is no such run. */
  public Optional<RunHistory> read(RunId run) throws IOException {
    try {
      return RunHistory.of(JournalFile.read(directory.resolve(run.text()).resolve(JOURNAL)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** All runs, the oldest first. */
  public List<RunId> all() throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    List<RunId> ids = new ArrayList<>();
    try (Stream<Path> runs = Files.list(directory)) {
      runs.forEach(run -> RunId.parse(run.getFileName().toString()).ifPresent(ids::add));
    }
    ids.sort(Comparator.naturalOrder());
    return ids;
  }

  /** Asks whoever works on {@code run} to cancel it. */
  public void askToCancel(RunId run) throws IOException {
    Path mark = directory.resolve(run.text()).resolve(CANCEL);
    if (!Files.exists(mark)) {
      Files.createFile(mark);
    }
  }

  /** Whether somebody has asked for the end of {@code run}. */
  public boolean isAskedToCancel(RunId run) {
    return Files.exists(directory.resolve(run.text()).resolve(CANCEL));
  }
}

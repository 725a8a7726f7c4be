package dev.symphony.host.episode;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.symphony.host.UserError;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The episode log of a home: a file of JSON lines that is only ever appended to, one for each
 * decision, outcome and run. A line that a crash cut short is passed over.
 */
public final class EpisodeFile implements AutoCloseable {
  private static final ObjectMapper MAPPER = JsonMapper.builder().build();
  private static final String NAME = "episodes.jsonl";
  private static final long MOST_BYTES = 256L << 20;

  private final FileChannel file;
  private final InstantSource clock;
  private final Consumer<Throwable> faults;
  private long lines;

  private EpisodeFile(
      FileChannel file, InstantSource clock, long lines, Consumer<Throwable> faults) {
    this.file = file;
    this.clock = clock;
    this.lines = lines;
    this.faults = faults;
  }

  /** Where the episode log of the home in a directory is. */
  public static Path in(Path home) {
    return home.resolve("conductor").resolve(NAME);
  }

  /**
   * Opens the log of a home, made when it is missing.
   *
   * @param faults is told when a line can't be written; runs go on without it
   */
  public static EpisodeFile open(Path home, InstantSource clock, Consumer<Throwable> faults)
      throws IOException {
    Path place = in(home);
    Files.createDirectories(place.resolveSibling(""));
    long[] count = new long[1];
    read(home, line -> count[0]++);
    FileChannel file =
        FileChannel.open(place, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    EpisodeFile log = new EpisodeFile(file, clock, count[0], faults);
    log.endLine(place);
    return log;
  }

  /** Ends a line that was cut short, so that the next one stands by itself. */
  private void endLine(Path place) throws IOException {
    try (FileChannel written = FileChannel.open(place, StandardOpenOption.READ)) {
      ByteBuffer last = ByteBuffer.allocate(1);
      if (written.size() > 0
          && written.read(last, written.size() - 1) == 1
          && last.get(0) != '\n') {
        write("\n");
      }
    }
  }

  /** Reads what a home has recorded, line by line; nothing when there is no log. */
  public static void read(Path home, Consumer<Map<String, @Nullable Object>> lines)
      throws IOException {
    Path place = in(home);
    if (!Files.exists(place)) {
      return;
    }
    try (BufferedReader reader = Files.newBufferedReader(place)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        Map<String, @Nullable Object> parsed = parse(line);
        if (!parsed.isEmpty()) {
          lines.accept(parsed);
        }
      }
    }
  }

  private static Map<String, @Nullable Object> parse(String line) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    try {
      if (MAPPER.readValue(line, Object.class) instanceof Map<?, ?> map) {
        map.forEach((name, value) -> values.put(String.valueOf(name), value));
      }
    } catch (JsonProcessingException e) {
      values.clear();
    }
    return values;
  }

  /** How many lines there are: a number for what comes next. */
  public synchronized long lines() {
    return lines;
  }

  /** Appends a line, with the time. A log that is full takes no more. */
  public synchronized void append(String kind, Map<String, @Nullable Object> values) {
    Map<String, @Nullable Object> line = new LinkedHashMap<>();
    line.put("kind", kind);
    line.put("at", clock.instant().toString());
    line.putAll(values);
    try {
      if (file.size() < MOST_BYTES) {
        write(MAPPER.writeValueAsString(line) + "\n");
        lines++;
      }
    } catch (IOException e) {
      faults.accept(e);
    }
  }

  private void write(String text) throws IOException {
    ByteBuffer rest = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    while (rest.hasRemaining()) {
      file.write(rest);
    }
  }

  /**
   * The log of a home.
   *
   * @throws UserError {@code home-unusable} when it can't be read
   */
  public static void readOrRefuse(Path home, Consumer<Map<String, @Nullable Object>> lines)
      throws UserError {
    try {
      read(home, lines);
    } catch (IOException e) {
      throw new UserError(
          "home-unusable", "the episode log of " + home + " can't be read: " + e, e);
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}

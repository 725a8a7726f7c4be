package dev.symphony.sandbox.runtime;

import dev.symphony.sandbox.runtime.RuntimeReport.CacheState;
import java.io.IOException;
import java.io.StringReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** Finds out what a runtime really is, by starting it the way workers are started. */
public record RuntimeInspection(RuntimeImage image) {
  private static final long HEAP_BYTES = 512L << 20;

  /**
   * Starts the runtime a few times and reports; takes some seconds.
   *
   * @throws IOException when it does not start
   */
  public RuntimeReport report() throws IOException {
    Properties engine = new Properties();
    engine.load(
        new StringReader(
            run(probe(GuestLanguage.JAVASCRIPT, "engine"))
                .orElseThrow(
                    () -> new IOException("the runtime at " + image.java() + " does not start"))));
    Map<GuestLanguage, CacheState> caches = new EnumMap<>(GuestLanguage.class);
    for (GuestLanguage language : GuestLanguage.values()) {
      caches.put(language, state(language));
    }
    return new RuntimeReport(
        engine.getProperty("java", ""),
        engine.getProperty("engine", ""),
        engine.getProperty("engineVersion", ""),
        Double.parseDouble(engine.getProperty("fib30Millis", "NaN")),
        caches);
  }

  private CacheState state(GuestLanguage language) throws IOException {
    if (image.aotCache(language).isEmpty()) {
      return CacheState.ABSENT;
    }
    List<String> command = new ArrayList<>(probe(language, "ready"));
    command.add(1, "-XX:AOTMode=on");
    return run(command).isPresent() ? CacheState.USED : CacheState.REFUSED;
  }

  private List<String> probe(GuestLanguage language, String what) {
    return image.command(
        language, WorkerTempo.THROUGHPUT, HEAP_BYTES, EngineProbe.class.getName(), List.of(what));
  }

  /** What a command prints; empty when it fails. */
  private static Optional<String> run(List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    Process process = builder.redirectError(Redirect.DISCARD).start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      return process.waitFor() == 0 ? Optional.of(text) : Optional.empty();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while a runtime was inspected", e);
    }
  }
}

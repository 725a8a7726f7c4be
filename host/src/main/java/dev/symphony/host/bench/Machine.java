package dev.symphony.host.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What figures are measured on. */
public final class Machine {
  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

  private Machine() {}

  /** The members of the line above the figures: machine, date, compiler, caches, guest programs. */
  public static Map<String, @Nullable Object> describe(
      Instant date, String jit, String cache, String guests) {
    Map<String, @Nullable Object> header = new LinkedHashMap<>();
    header.put("peer", "symphony");
    header.put(
        "machine", processor() + ", " + Runtime.getRuntime().availableProcessors() + " cores");
    header.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    header.put("load", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    header.put("date", date.toString());
    header.put("java", Runtime.version().toString());
    header.put("jit", jit);
    header.put("aotCache", cache);
    header.put("guests", guests);
    return header;
  }

  private static String processor() {
    try (var lines = Files.lines(PROCESSORS)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException e) {
      return System.getProperty("os.arch");
    }
  }
}

package dev.symphony.host.serve;

import dev.symphony.host.serve.Seat.Status;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** How it is with a host that serves, as machines read it. */
public final class ServeReport {
  private ServeReport() {}

  /** The host's process and memory, and each extension with its state, use and memory. */
  public static Map<String, @Nullable Object> of(ServedHome home) {
    List<Status> all = home.status();
    Map<String, @Nullable Object> report = new LinkedHashMap<>();
    long own = ProcessHandle.current().pid();
    report.put("pid", own);
    Memory.of(own).ifPresent(bytes -> report.put("memoryBytes", bytes));
    List<Map<String, @Nullable Object>> serving = new ArrayList<>();
    all.forEach(status -> serving.add(of(status, all)));
    report.put("serving", serving);
    return report;
  }

  private static Map<String, @Nullable Object> of(Status status, List<Status> all) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("extension", status.extension());
    map.put("state", status.state().name().toLowerCase(Locale.ROOT));
    map.put("version", status.version());
    map.put("calls", status.calls());
    map.put("failures", status.failures());
    OptionalLong process = status.process();
    if (process.isPresent()) {
      map.put("worker", process.getAsLong());
      Memory.of(process.getAsLong()).ifPresent(bytes -> map.put("memoryBytes", bytes));
      map.put("sharedBy", all.stream().filter(s -> s.process().equals(process)).count());
    }
    if (!status.problem().isEmpty()) {
      map.put("problem", status.problem());
    }
    return map;
  }
}

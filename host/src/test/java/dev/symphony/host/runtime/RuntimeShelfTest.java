package dev.symphony.host.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RuntimeShelfTest {
  @TempDir Path root;

  @Test
  void theOneInUseAndTheNewestOther_areKept() throws IOException {
    Path inUse = runtime("host-a", 1);
    runtime("host-b", 2);
    runtime("host-c", 3);
    runtime("guest-a", 1);
    runtime("platform-a", 1);
    new RuntimeShelf(root, 2).tidy(List.of(inUse));
    assertEquals(List.of("guest-a", "host-a", "host-c", "platform-a"), names());
  }

  private Path runtime(String name, long age) throws IOException {
    Path directory = root.resolve(name);
    Files.createDirectories(directory.resolve("lib"));
    Files.writeString(directory.resolve("lib/x.jar"), "x");
    return Files.setLastModifiedTime(directory, FileTime.fromMillis(age * 1000));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> entries = Files.list(root)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    }
  }
}

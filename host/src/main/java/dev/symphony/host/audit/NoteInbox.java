package dev.symphony.host.audit;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.symphony.audit.AuditLog;
import dev.symphony.audit.AuditLogException;
import dev.symphony.host.key.PrivateFiles;
import dev.symphony.kernel.audit.AuditEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Notes of commands that ran while a host had the log open: each a file, until the host takes it
 * into the log.
 */
final class NoteInbox {
  private static final ObjectMapper MAPPER = JsonMapper.builder().build();

  private final Path directory;

  NoteInbox(Path home) {
    this.directory = home.resolve("audit-inbox");
  }

  /** Leaves a note; it is on the disk when this returns. */
  void put(AuditEvent.Decided note) throws IOException {
    PrivateFiles.createDirectory(directory);
    String name =
        "%016d-%s.json".formatted(note.epochMillis(), Integer.toHexString(note.hashCode()));
    PrivateFiles.write(directory.resolve(name), MAPPER.writeValueAsBytes(note));
  }

  /**
   * Takes all notes into a log, oldest first; a note goes when it is durable there. One that can't
   * be read is kept under another name.
   */
  void drainTo(AuditLog log) throws IOException, AuditLogException {
    List<Path> taken = new ArrayList<>();
    for (Path file : Files.isDirectory(directory) ? notes() : List.<Path>of()) {
      try {
        log.record(MAPPER.readValue(file.toFile(), AuditEvent.Decided.class));
        taken.add(file);
      } catch (JacksonException e) {
        Files.move(file, file.resolveSibling(file.getFileName() + ".unreadable"));
        throw e;
      }
    }
    if (!taken.isEmpty()) {
      log.awaitDurable();
    }
    for (Path file : taken) {
      Files.delete(file);
    }
  }

  private List<Path> notes() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }
}

package dev.symphony.host.conductor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.symphony.conductor.control.Buffers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappedBuffersTest {
  @Test
  void buffersInAnOpenDirectory_areForTheirOwnerAlone(@TempDir Path directory) throws Exception {
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
    Path left = Files.writeString(directory.resolve("batch-1.bin"), "left by somebody");
    Files.setPosixFilePermissions(left, PosixFilePermissions.fromString("rw-rw-rw-"));

    Buffers.Shared shared = new MappedBuffers(directory).allocate(128);

    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(Path.of(shared.name()))));
    assertEquals(128, Files.size(left));
    shared.release().run();
  }
}

package dev.symphony.host.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCommandTest {
  @TempDir Path directory;

  @Test
  void resuming_needsNoTarget() {
    Homes homes = new Homes(directory);
    assertEquals("run-unknown", homes.symphony("user", "run", "--resume", "last").error());
  }

  @Test
  void nothingToRun_isToldSo() {
    Homes homes = new Homes(directory);
    assertEquals("run-target-missing", homes.symphony("user", "run").error());
  }
}

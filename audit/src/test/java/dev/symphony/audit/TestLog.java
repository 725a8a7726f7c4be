package dev.symphony.audit;

import dev.symphony.audit.note.VerifierKey;
import dev.symphony.audit.verify.LogVerification;
import dev.symphony.audit.verify.LogVerifier;
import dev.symphony.kernel.audit.AuditEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A log on the disk for tests to write, copy and damage. */
public record TestLog(Path directory) {

  /** Writes that many numbered events. */
  public TestLog write(int events) throws AuditLogException {
    try (AuditLog log = open()) {
      for (int i = 0; i < events; i++) {
        log.record(new AuditEvent.Lifecycle(i, "metrics@0.1.0", "a", Integer.toString(i)));
      }
    }
    return this;
  }

  /** Opens it for writing; faults end the test. */
  public AuditLog open() throws AuditLogException {
    return AuditLog.open(
        directory,
        TestKeys.log(),
        AuditLogSettings.DEFAULT,
        new WallClock(),
        fault -> {
          throw new IllegalStateException(fault);
        });
  }

  /** The public key. */
  public static VerifierKey key() {
    return TestKeys.log().verifier();
  }

  /** Verifies all of it. */
  public LogVerification verify() {
    return new LogVerifier(directory, key()).verify();
  }

  /** A copy, byte by byte, as if every process that had it open were gone. */
  public TestLog copyTo(Path place) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.toList()) {
        Files.copy(file, place.resolve(directory.relativize(file).toString()));
      }
    }
    return new TestLog(place);
  }
}

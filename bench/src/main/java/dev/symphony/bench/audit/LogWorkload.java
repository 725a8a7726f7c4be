package dev.symphony.bench.audit;

import dev.symphony.audit.AuditLog;
import dev.symphony.audit.AuditLogException;
import dev.symphony.audit.AuditLogSettings;
import dev.symphony.audit.note.SignatureKind;
import dev.symphony.audit.note.SignerKey;
import dev.symphony.bench.StoppedClock;
import dev.symphony.capabilities.right.Right;
import dev.symphony.kernel.KernelClock;
import dev.symphony.kernel.audit.AuditEvent;
import dev.symphony.kernel.grant.AuditDetail;
import dev.symphony.kernel.grant.Grant;
import dev.symphony.kernel.grant.GrantTree;
import dev.symphony.kernel.grant.Holder;
import dev.symphony.kernel.service.Operation;
import dev.symphony.kernel.service.Resource;
import dev.symphony.kernel.service.Service;
import dev.symphony.kernel.service.ServiceDeclaration;
import dev.symphony.kernel.service.ServiceObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.stream.Stream;

/** A log in a temporary directory, filled with records of calls as a host makes them. */
final class LogWorkload {
  private final SignerKey key =
      SignerKey.generate("example.org/log", SignatureKind.NOTE, new SecureRandom());
  private final Grant grant = grant();
  private final Path directory;

  LogWorkload() throws IOException {
    this.directory = Files.createTempDirectory("symphony-log");
  }

  private static Grant grant() {
    ServiceDeclaration shelf = ServiceDeclaration.of(Shelf.class);
    return new GrantTree(new StoppedClock(), event -> {})
        .mintRoot(
            new Holder("samples/metrics@0.1.0#3"),
            Right.to("shelf", "fetch"),
            ServiceObject.absent(shelf),
            AuditDetail.EACH_CALL);
  }

  Path directory() {
    return directory;
  }

  SignerKey key() {
    return key;
  }

  AuditLog open() throws AuditLogException {
    return AuditLog.open(
        directory,
        key,
        AuditLogSettings.DEFAULT,
        new RunningClock(),
        fault -> {
          throw new IllegalStateException(fault);
        });
  }

  /** Records that many calls; when it returns, all of them are on the disk, in tiles. */
  void write(int records) throws AuditLogException {
    try (AuditLog log = open()) {
      for (int i = 0; i < records; i++) {
        log.record(call(i));
      }
    }
  }

  AuditEvent call(long number) {
    return new AuditEvent.Called(
        1_700_000_000_000L + number, grant, 0, "src/main/java/File" + number % 1_000 + ".java");
  }

  void delete() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** A service to call. */
  @Service(name = "shelf", description = "Keeps things")
  public interface Shelf {
    /** Fetches. */
    @Operation(index = 0, description = "Fetches a thing")
    String fetch(@Resource(Resource.Form.PATH) String name);
  }

  /** The time. */
  private static final class RunningClock implements KernelClock {
    @Override
    public long epochMillis() {
      return System.currentTimeMillis();
    }

    @Override
    public long monotonicNanos() {
      return System.nanoTime();
    }
  }
}

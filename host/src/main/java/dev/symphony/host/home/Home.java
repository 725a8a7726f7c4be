package dev.symphony.host.home;

import dev.symphony.host.UserError;
import dev.symphony.registry.Refused;
import dev.symphony.registry.oci.LayoutLock;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;

/**
 * The directory that holds all state of one host, locked while it is open: two kernels on one home
 * would hand out the same authority twice.
 */
public final class Home implements AutoCloseable {
  /** The name of the file with the policy set of a home. */
  public static final String POLICY_FILE = "policy.cedar";

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Path directory;
  private final Closeable lock;

  private Home(Path directory, Closeable lock) {
    this.directory = directory;
    this.lock = lock;
  }

  /**
   * Opens the home in {@code directory}, made for the owner alone when it is not there.
   *
   * @throws UserError {@code home-locked} when another host has it open, {@code home-unusable} when
   *     it can't be made or written
   */
  public static Home open(Path directory) throws UserError {
    try {
      createPrivate(directory);
      FileChannel file =
          FileChannel.open(
              directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      return locked(directory, file);
    } catch (IOException e) {
      throw unusable(directory, e);
    }
  }

  /**
   * Opens the home for what it keeps about extensions of others: its registry, its records, its
   * keys. A host may have the home open meanwhile; who visits shares no authority with it. One
   * visits at a time.
   *
   * @throws UserError {@code registry-busy} when another visitor does not leave, {@code
   *     home-unusable} when the home can't be made or written
   */
  public static Home visit(Path directory) throws UserError {
    try {
      createPrivate(directory);
      return new Home(directory, LayoutLock.take(registry(directory), PATIENCE)::close);
    } catch (Refused e) {
      throw new UserError(e.code(), e.text(), e);
    } catch (IOException e) {
      throw unusable(directory, e);
    }
  }

  /**
   * Opens the home to look at what it keeps, beside whoever has it open.
   *
   * @throws UserError {@code home-unusable} when the home can't be made
   */
  public static Home look(Path directory) throws UserError {
    try {
      createPrivate(directory);
      return new Home(directory, () -> {});
    } catch (IOException e) {
      throw unusable(directory, e);
    }
  }

  private static UserError unusable(Path directory, IOException e) {
    return new UserError(
        "home-unusable",
        "the home directory "
            + directory
            + " can't be used: "
            + e.getMessage()
            + "; choose another one with --home",
        e);
  }

  private static void createPrivate(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      Files.createDirectories(directory);
      if (Files.getFileStore(directory).supportsFileAttributeView("posix")) {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
      }
    }
  }

  private static Home locked(Path directory, FileChannel file) throws IOException, UserError {
    try {
      FileLock lock = file.tryLock();
      if (lock != null) {
        return new Home(directory, file);
      }
    } catch (OverlappingFileLockException e) {
      // Held within this very process: the same answer as for any other holder.
    }
    file.close();
    throw new UserError(
        "home-locked",
        "another host has " + directory + " open; end it, or choose another home with --home");
  }

  /** Where the artifacts are. */
  public Path artifacts() {
    return directory.resolve("artifacts");
  }

  /** Where the audit log is. */
  public Path audit() {
    return audit(directory);
  }

  /** Where the audit log of the home in {@code directory} is, open or not. */
  public static Path audit(Path directory) {
    return directory.resolve("audit");
  }

  /** Where the home in {@code directory} keeps what it saw of the logs of others. */
  public static Path witness(Path directory) {
    return directory.resolve("witness");
  }

  /** Where the root keys are. */
  public Path keys() {
    return keys(directory);
  }

  /** Where the root keys of the home in {@code directory} are, open or not. */
  public static Path keys(Path directory) {
    return directory.resolve("keys");
  }

  /** Where the holder keys of the home in {@code directory} are, open or not. */
  public static Path holderKeys(Path directory) {
    return directory.resolve("holders");
  }

  /** Where the log of revocations is. */
  public Path revocations() {
    return revocations(directory);
  }

  /** Where the log of revocations of the home in {@code directory} is, open or not. */
  public static Path revocations(Path directory) {
    return directory.resolve("revocations.log");
  }

  /** Where the policy set of the home in {@code directory} is, if it has one of its own. */
  public static Path policy(Path directory) {
    return directory.resolve(POLICY_FILE);
  }

  /** Where the key-value database is. */
  public Path keyValues() {
    return directory.resolve("kv.sqlite");
  }

  /** Where the models are. */
  public Path models() {
    return directory.resolve("models");
  }

  /** Where the registry is, an OCI image layout. */
  public Path registry() {
    return registry(directory);
  }

  /** Where the registry of the home in {@code directory} is, open or not. */
  public static Path registry(Path directory) {
    return directory.resolve("registry");
  }

  /** Where the records of installed extensions are. */
  public Path installed() {
    return directory.resolve("installed");
  }

  /** Where the keys of publishers are that the home trusts. */
  public Path trust() {
    return directory.resolve("trust.json");
  }

  /** Where the keys are that the home publishes with. */
  public Path publishers() {
    return directory.resolve("publishers");
  }

  /** Where the journals of runs are. */
  public Path runs() {
    return runs(directory);
  }

  /** Where the journals of runs of the home in {@code directory} are, open or not. */
  public static Path runs(Path directory) {
    return directory.resolve("runs");
  }

  /** The directory itself. */
  public Path directory() {
    return directory;
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}

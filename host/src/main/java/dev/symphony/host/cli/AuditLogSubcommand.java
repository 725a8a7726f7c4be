package dev.symphony.host.cli;

import dev.symphony.audit.AuditLogException;
import dev.symphony.audit.LogFiles;
import dev.symphony.audit.note.NoteException;
import dev.symphony.audit.note.SignerKey;
import dev.symphony.audit.note.VerifiedCheckpoint;
import dev.symphony.audit.note.VerifierKey;
import dev.symphony.host.UserError;
import dev.symphony.host.home.Home;
import dev.symphony.host.key.LogKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What the commands about a log share: which log, which key, and how to print. */
abstract class AuditLogSubcommand extends AtHome {
  @Option(
      names = "--log",
      paramLabel = "DIR",
      description = "A log, or a copy of one (default: the log of the home).")
  private Optional<Path> log = Optional.empty();

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description = "The public key of the log, or a file with it (default: the home's).")
  private Optional<String> key = Optional.empty();

  AuditLogSubcommand(Surroundings surroundings) {
    super(surroundings);
  }

  /** Does the work; errors of the log become errors with their code. */
  abstract int run() throws UserError, AuditLogException, IOException;

  @Override
  public final Integer call() throws UserError, IOException {
    try {
      return run();
    } catch (AuditLogException e) {
      throw new UserError(e.code(), String.valueOf(e.getMessage()), e);
    }
  }

  /** Whether it is the log of the home that is meant. */
  boolean isOwn() {
    return log.isEmpty() && key.isEmpty();
  }

  /**
   * The directory of the log.
   *
   * @throws UserError {@code audit-missing} when there is none
   */
  Path log() throws UserError {
    Path directory = log.orElseGet(() -> Home.audit(directory()));
    if (!Files.isDirectory(directory)) {
      throw new UserError(
          "audit-missing", "there is no audit log in " + directory + "; run something first");
    }
    return directory;
  }

  /** The key of the home's own log. */
  SignerKey ownKey() throws UserError, IOException {
    log();
    return new LogKeys(Home.keys(directory()), new SecureRandom()).log();
  }

  /**
   * The public key of the log.
   *
   * @throws UserError {@code usage-audit-key} when it can't be read
   */
  VerifierKey key() throws UserError, IOException {
    return key.isPresent() ? key(key.get()) : ownKey().verifier();
  }

  private static VerifierKey key(String text) throws UserError, IOException {
    try {
      return VerifierKey.parse(content(text));
    } catch (NoteException e) {
      throw new UserError("usage-audit-key", "the key can't be read: " + e.getMessage(), e);
    }
  }

  /** The content of the file that a text names, else the text itself. */
  private static String content(String text) throws IOException {
    try {
      return Files.isRegularFile(Path.of(text))
          ? Files.readString(Path.of(text), StandardCharsets.UTF_8)
          : text;
    } catch (InvalidPathException e) {
      return text;
    }
  }

  /**
   * A checkpoint of the log, verified.
   *
   * @throws UserError {@code audit-checkpoint} when the file is none
   */
  VerifiedCheckpoint checkpoint(Path file) throws UserError, IOException {
    try {
      return VerifiedCheckpoint.verify(Files.readString(file, StandardCharsets.UTF_8), key());
    } catch (NoteException e) {
      throw new UserError("audit-checkpoint", file + " does not hold: " + e.getMessage(), e);
    }
  }

  /** The checkpoint that the tiles of the log are under. */
  VerifiedCheckpoint published() throws UserError, IOException {
    Path file = log().resolve(LogFiles.CHECKPOINT);
    if (!Files.exists(file)) {
      throw new UserError("audit-missing", "there is no audit log in " + log());
    }
    return checkpoint(file);
  }
}

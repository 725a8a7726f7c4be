package dev.symphony.host.key;

import dev.symphony.audit.note.NoteException;
import dev.symphony.audit.note.SignatureKind;
import dev.symphony.audit.note.SignerKey;
import dev.symphony.capabilities.key.SecretKeyAccess;
import dev.symphony.host.UserError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The keys of a home that sign without anybody at the keyboard: the one of its audit log, and the
 * one that it witnesses other logs with. They are kept in files for the owner alone, in the clear.
 */
public final class LogKeys {
  private static final int NAME_BYTES = 8;

  private final Path directory;
  private final SecureRandom random;

  /** The keys in the directory of keys of a home. */
  public LogKeys(Path directory, SecureRandom random) {
    this.directory = directory;
    this.random = random;
  }

  /**
   * The key of the audit log, made when there is none.
   *
   * @throws UserError {@code key-file-mode} or {@code key-file-malformed}
   */
  public SignerKey log() throws UserError, IOException {
    return key("audit-log.key", "symphony.local/", SignatureKind.NOTE);
  }

  /** The key that other logs are witnessed with, made when there is none. */
  public SignerKey witness() throws UserError, IOException {
    return key("audit-witness.key", "symphony.witness/", SignatureKind.COSIGNATURE);
  }

  private SignerKey key(String name, String prefix, SignatureKind kind)
      throws UserError, IOException {
    Path file = directory.resolve(name);
    if (!Files.exists(file)) {
      byte[] id = new byte[NAME_BYTES];
      random.nextBytes(id);
      SignerKey made = SignerKey.generate(prefix + HexFormat.of().formatHex(id), kind, random);
      PrivateFiles.createDirectory(directory);
      String text = made.secretText(SecretKeyAccess.insecure());
      PrivateFiles.write(file, text.getBytes(StandardCharsets.US_ASCII));
      return made;
    }
    PrivateFiles.requirePrivate(file);
    try {
      return SignerKey.parse(Files.readString(file, StandardCharsets.US_ASCII));
    } catch (NoteException e) {
      throw new UserError("key-file-malformed", file + ": " + e.getMessage(), e);
    }
  }
}

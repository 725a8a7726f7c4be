package dev.symphony.sandbox.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * A digest over everything that a runtime is made from: equal fingerprints mean that a rebuild
 * would give the same. Files are taken in the order given, directories in the order of their names.
 */
public final class Fingerprint {
  private static final int SHORT = 12;

  private final MessageDigest digest;

  public Fingerprint() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Adds a word, such as a version or a flag. */
  public Fingerprint add(String word) {
    byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
    digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
    digest.update(bytes);
    return this;
  }

  /** Adds the name and the content of each file, and of each file below each directory. */
  public Fingerprint add(List<Path> entries) {
    entries.forEach(this::addEntry);
    return this;
  }

  /** The first digits of the digest: enough to tell runtimes apart. */
  public String toShortHex() {
    return HexFormat.of().formatHex(digest.digest()).substring(0, SHORT);
  }

  private void addEntry(Path entry) {
    try (Stream<Path> files = Files.walk(entry)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        add(entry.getFileName().toString());
        add(entry.relativize(file).toString());
        digest.update(Files.readAllBytes(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + entry, e);
    }
  }
}

package dev.symphony.registry.install;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.symphony.capabilities.Bytes;
import dev.symphony.registry.Digest;
import dev.symphony.registry.DurableFiles;
import dev.symphony.registry.Json;
import dev.symphony.registry.Refused;
import dev.symphony.registry.manifest.ExtensionName;
import dev.symphony.registry.manifest.Version;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The records of what a home has installed: one file for each extension, replaced as a whole. A
 * process that ends at any moment leaves the record of before or the one of after.
 */
public final class InstallStore {
  private static final String SUFFIX = ".json";

  private final Path directory;

  private InstallStore(Path directory) {
    this.directory = directory;
  }

  /** The records in {@code directory}, which is made when the first one is written. */
  public static InstallStore at(Path directory) {
    return new InstallStore(directory);
  }

  /**
   * The record of an extension.
   *
   * @throws Refused {@code installs-unreadable} when it can't be read
   */
  public Optional<InstalledExtension> find(ExtensionName name) throws Refused {
    Path file = file(name);
    try {
      return Optional.of(parse(Json.parse(Bytes.ofOwnedArray(Files.readAllBytes(file)))));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException | IllegalArgumentException | DateTimeException e) {
      throw unreadable(file, e);
    }
  }

  /**
   * The records of all extensions, by name.
   *
   * @throws Refused {@code installs-unreadable} when one can't be read
   */
  public List<InstalledExtension> list() throws Refused {
    List<InstalledExtension> records = new ArrayList<>();
    for (ExtensionName name : names()) {
      find(name).ifPresent(records::add);
    }
    return records;
  }

  /**
   * The extensions that have a record, each with a mark that changes whenever its record does.
   *
   * @throws Refused {@code installs-unreadable} when the directory can't be read
   */
  public Map<ExtensionName, String> marks() throws Refused {
    Map<ExtensionName, String> marks = new TreeMap<>();
    for (ExtensionName name : names()) {
      try {
        BasicFileAttributes file = Files.readAttributes(file(name), BasicFileAttributes.class);
        marks.put(name, file.fileKey() + " " + file.lastModifiedTime() + " " + file.size());
      } catch (NoSuchFileException e) {
        // Removed since its name was read.
      } catch (IOException e) {
        throw unreadable(file(name), e);
      }
    }
    return marks;
  }

  private List<ExtensionName> names() throws Refused {
    List<ExtensionName> names = new ArrayList<>();
    if (Files.isDirectory(directory)) {
      try (DirectoryStream<Path> publishers = Files.newDirectoryStream(directory)) {
        for (Path publisher : publishers) {
          addNames(publisher, names);
        }
      } catch (IOException e) {
        throw unreadable(directory, e);
      }
    }
    return names.stream().sorted().toList();
  }

  private static void addNames(Path publisher, List<ExtensionName> names) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(publisher, "*" + SUFFIX)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        ExtensionName.parse(
                publisher.getFileName() + "/" + name.substring(0, name.length() - SUFFIX.length()))
            .ifPresent(names::add);
      }
    }
  }

  /**
   * Replaces the record of an extension, durably.
   *
   * @throws Refused {@code installs-unreadable} when it can't be written
   */
  public void save(InstalledExtension extension) throws Refused {
    save(List.of(extension));
  }

  /**
   * Replaces the records of several extensions, durably. Each is replaced as a whole; a process
   * that ends meanwhile may leave some as they were.
   *
   * @throws Refused {@code installs-unreadable} when one can't be written
   */
  public void save(Collection<InstalledExtension> extensions) throws Refused {
    Map<Path, Bytes> files = new LinkedHashMap<>();
    extensions.forEach(extension -> files.put(file(extension.name()), Json.bytes(json(extension))));
    try {
      for (Path file : files.keySet()) {
        Files.createDirectories(file.resolveSibling(""));
      }
      DurableFiles.replaceAll(files);
    } catch (IOException e) {
      throw unreadable(directory, e);
    }
  }

  /**
   * Forgets an extension.
   *
   * @throws Refused {@code installs-unreadable} when the record can't be deleted
   */
  public void remove(ExtensionName name) throws Refused {
    try {
      Files.deleteIfExists(file(name));
    } catch (IOException e) {
      throw unreadable(file(name), e);
    }
  }

  private Path file(ExtensionName name) {
    return directory.toAbsolutePath().resolve(name.publisher()).resolve(name.name() + SUFFIX);
  }

  private static Refused unreadable(Path file, Exception e) {
    return new Refused(
        "installs-unreadable", "the record " + file + " can't be used: " + e.getMessage(), e);
  }

  private static ObjectNode json(InstalledExtension extension) {
    ObjectNode root = Json.object().put("version", 1);
    root.put("extension", extension.name().toString());
    root.put("kind", extension.kind());
    root.put("active", extension.active().text());
    root.put("sequence", extension.sequence());
    root.put("place", extension.place());
    ArrayNode versions = root.putArray("versions");
    extension
        .versions()
        .values()
        .forEach(version -> {
          ObjectNode node = versions.addObject();
          node.put("version", version.version().text());
          node.put("artifact", version.artifact().text());
          node.put("signer", version.signer().text());
          node.put("installed", version.installed().toString());
          node.put("approvedBy", version.approvedBy());
          ArrayNode rights = node.putArray("rights");
          version.rights().forEach(rights::add);
        });
    ObjectNode seen = root.putObject("seen");
    extension.seen().forEach((version, digest) -> seen.put(version.text(), digest.text()));
    return root;
  }

  private static InstalledExtension parse(JsonNode root) {
    Map<Version, InstalledVersion> versions = new TreeMap<>();
    for (JsonNode node : root.required("versions")) {
      InstalledVersion version = version(node);
      versions.put(version.version(), version);
    }
    Map<Version, Digest> seen = new TreeMap<>();
    root.required("seen")
        .properties()
        .forEach(
            entry -> seen.put(new Version(entry.getKey()), new Digest(entry.getValue().asText())));
    return new InstalledExtension(
        ExtensionName.parse(Json.text(root, "extension"))
            .orElseThrow(() -> new IllegalArgumentException("no name of an extension")),
        Json.text(root, "kind"),
        new Version(Json.text(root, "active")),
        versions,
        seen,
        Json.number(root, "sequence"),
        Json.text(root, "place"));
  }

  private static InstalledVersion version(JsonNode node) {
    List<String> rights = new ArrayList<>();
    node.required("rights").forEach(right -> rights.add(right.asText()));
    return new InstalledVersion(
        new Version(Json.text(node, "version")),
        new Digest(Json.text(node, "artifact")),
        new Digest(Json.text(node, "signer")),
        Instant.parse(Json.text(node, "installed")),
        Json.text(node, "approvedBy"),
        rights);
  }
}

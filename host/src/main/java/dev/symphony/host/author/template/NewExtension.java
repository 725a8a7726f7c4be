package dev.symphony.host.author.template;

import dev.symphony.capabilities.Bytes;
import dev.symphony.host.UserError;
import dev.symphony.registry.bundle.SourceDigest;
import dev.symphony.registry.manifest.ExtensionIdentity;
import dev.symphony.registry.manifest.ExtensionKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An extension to begin with: manifest, code, a test that passes, a README, and the SDK beside it
 * in {@code .symphony}, which is never part of what is published.
 *
 * @param name its name, which is also that of its directory
 * @param publisher who it is from
 */
public record NewExtension(
    String name, String publisher, ExtensionKind kind, AuthorLanguage language) {
  private static final String FIRST_VERSION = "0.1.0";
  private static final String SDK = ".symphony/";

  /**
   * Checks the names.
   *
   * @throws UserError {@code usage-name} when one can't be that of an extension or publisher
   */
  public static NewExtension of(
      String name, String publisher, ExtensionKind kind, AuthorLanguage language) throws UserError {
    try {
      ExtensionIdentity identity =
          new ExtensionIdentity(name, FIRST_VERSION, publisher, "", "", List.of());
      return new NewExtension(identity.name(), identity.publisher(), kind, language);
    } catch (IllegalArgumentException e) {
      throw new UserError("usage-name", String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * Writes it into the new directory {@code parent/name}.
   *
   * @return the directory
   * @throws UserError {@code new-directory} when the directory is there already or can't be written
   */
  public Path writeBelow(Path parent) throws UserError {
    Path directory = parent.resolve(name);
    if (Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
      throw new UserError(
          "new-directory", directory + " is there already: choose another name, or remove it");
    }
    try {
      for (Map.Entry<String, Bytes> file : files().entrySet()) {
        Path target = directory.resolve(file.getKey());
        Files.createDirectories(target.getParent());
        Files.write(target, file.getValue().toArray());
      }
      linkSdk(directory);
      return directory;
    } catch (IOException e) {
      throw new UserError("new-directory", "can't write " + directory + ": " + e.getMessage(), e);
    }
  }

  /** All its files by path. */
  Map<String, Bytes> files() {
    Map<String, Bytes> files = new LinkedHashMap<>();
    String common = "common-" + language.id() + "/";
    String code = kind.id() + "-" + language.id() + "/";
    files.put(".gitignore", filled(common + "gitignore"));
    files.put("README.md", filled(common + "README.md"));
    language.projectFiles().forEach(file -> files.put(file, filled(common + file)));
    kindFiles().forEach(file -> files.put(file, filled(kind.id() + "/" + file)));
    if (kind == ExtensionKind.INSTRUMENT) {
      files.put("model.onnx", model());
    }
    language.codeFiles().forEach(file -> files.put(file, filled(code + file)));
    addSdk(files);
    return files;
  }

  private List<String> kindFiles() {
    List<String> files = new ArrayList<>(List.of("extension.toml"));
    if (kind == ExtensionKind.MOTIF) {
      files.add("panel.html");
    }
    return files;
  }

  private void addSdk(Map<String, Bytes> files) {
    files.put(SDK + "extension.schema.json", SdkFiles.javaScript("extension.schema.json"));
    switch (language.guest()) {
      case JAVASCRIPT ->
          SdkFiles.JAVASCRIPT.forEach(
              file -> files.put(SDK + "symphony-sdk/" + file, SdkFiles.javaScript(file)));
      case PYTHON ->
          SdkFiles.PYTHON.forEach(
              file -> files.put(SDK + "symphony_sdk/" + file, SdkFiles.python(file)));
    }
  }

  // What `npm install` does with a dependency of the form file:..., so that nobody has to run it.
  private void linkSdk(Path directory) throws IOException {
    if (language != AuthorLanguage.PYTHON) {
      Path modules = Files.createDirectories(directory.resolve("node_modules"));
      try {
        Files.createSymbolicLink(
            modules.resolve("symphony-sdk"), Path.of("..", ".symphony", "symphony-sdk"));
      } catch (UnsupportedOperationException e) {
        Files.delete(modules);
      }
    }
  }

  private Bytes filled(String template) {
    String text = SdkFiles.template(template).toUtf8();
    for (Map.Entry<String, String> value : values().entrySet()) {
      text = text.replace("{{" + value.getKey() + "}}", value.getValue());
    }
    return Bytes.utf8(text);
  }

  private Map<String, String> values() {
    return Map.of(
        "name", name,
        "publisher", publisher,
        "language", language.guest().id(),
        "entry", language.entry(),
        "digest", SourceDigest.ofContent(model()),
        "about", about(),
        "example", example());
  }

  private static Bytes model() {
    return SdkFiles.template("instrument/model.onnx");
  }

  private String about() {
    return switch (kind) {
      case OPERATOR -> "An Operator: it counts the lines of the text files in a directory.";
      case INSTRUMENT ->
          "An Instrument: it brings `model.onnx` along, and tells with it how much a text shouts.";
      case MOTIF ->
          "A Motif: `panel.html` is a panel with notes, and the code answers what the panel sends."
              + " Panels are tested,\npacked and published like every other extension; showing them"
              + " comes with the console later.";
    };
  }

  private String example() {
    return switch (kind) {
      case OPERATOR -> "--input DIRECTORY";
      case INSTRUMENT -> "--input text='HELLO!'";
      case MOTIF -> "--input action=add --input text='buy milk'";
    };
  }
}

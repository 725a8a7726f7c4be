package dev.symphony.registry.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.symphony.capabilities.Bytes;
import dev.symphony.document.DocumentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExtensionSourceTest {
  private static final String MANIFEST =
      """
      [extension]
      name = "sample"
      version = "1.0.0"
      publisher = "symphony"
      kind = "instrument"
      [code]
      language = "js"
      entry = "main.mjs"
      """;

  @TempDir Path directory;

  @BeforeEach
  void writeExtension() throws IOException {
    write("extension.toml", MANIFEST);
    write("main.mjs", "import './lib/words.mjs'");
    write("lib/words.mjs", "export const words = []");
  }

  private void write(String path, String content) throws IOException {
    Path file = directory.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  private String refusal() {
    return assertThrows(DocumentException.class, () -> ExtensionSource.load(directory))
        .problems()
        .getFirst()
        .code();
  }

  @Test
  void program_isTheFilesThatTheCodeMayImport() throws Exception {
    for (String path :
        Set.of("README.md", "test/a.mjs", "training/b.py", ".git/config", "lib/.hidden")) {
      write(path, "no part of the program");
    }
    write("lib/test/helper.mjs", "part of it");
    ExtensionSource source = ExtensionSource.load(directory);
    assertEquals(
        Set.of("main.mjs", "lib/words.mjs", "lib/test/helper.mjs"),
        source.program().files().keySet());
  }

  @Test
  void entryInADirectoryThatIsLeftOut_isPartOfTheProgram() throws Exception {
    write("extension.toml", MANIFEST.replace("main.mjs", "test/main.mjs"));
    write("test/main.mjs", "");
    write("test/other.mjs", "");
    assertEquals(
        Set.of("main.mjs", "lib/words.mjs", "test/main.mjs"),
        ExtensionSource.load(directory).program().files().keySet());
  }

  @Test
  void digest_dependsOnManifestAndProgramAndNothingElse() throws Exception {
    String before = ExtensionSource.load(directory).digest();
    write("README.md", "other words");
    assertEquals(before, ExtensionSource.load(directory).digest());
    write("lib/words.mjs", "export const words = [1]");
    String changed = ExtensionSource.load(directory).digest();
    assertNotEquals(before, changed);
    write("extension.toml", MANIFEST + "# note\n");
    assertNotEquals(changed, ExtensionSource.load(directory).digest());
  }

  @Test
  void digest_isTheDocumentedOne() {
    // sha256sum of the bytes that the class comment describes, put together with printf.
    assertEquals(
        "sha256:62e71324ba1fb094206a05e88354d0ee51ee63ee63d9af66775a62336ee2c19f",
        SourceDigest.of(Map.of("b", Bytes.utf8("2"), "a", Bytes.utf8("one"))));
  }

  @Test
  void model_isVerified() throws Exception {
    write("model.onnx", "weights");
    String digest = SourceDigest.ofContent(Bytes.utf8("weights"));
    String model = "[model]\npath = 'model.onnx'\ndigest = '" + digest + "'\n";
    write("extension.toml", MANIFEST + model);
    ExtensionSource source = ExtensionSource.load(directory);
    assertEquals(Bytes.utf8("weights"), source.model().orElseThrow());
    assertEquals(Set.of("main.mjs", "lib/words.mjs"), source.program().files().keySet());
    write("model.onnx", "other weights");
    assertEquals("model-digest-mismatch", refusal());
    Files.delete(directory.resolve("model.onnx"));
    assertEquals("model-missing", refusal());
  }

  @Test
  void links_areRefused() throws Exception {
    Files.createSymbolicLink(directory.resolve("lib/link.mjs"), Path.of("words.mjs"));
    assertEquals("extension-file-refused", refusal());
    Files.delete(directory.resolve("lib/link.mjs"));
    Files.createSymbolicLink(directory.resolve("dangling.mjs"), Path.of("nowhere"));
    assertEquals("extension-file-refused", refusal());
    Files.delete(directory.resolve("dangling.mjs"));
    Files.createSymbolicLink(directory.resolve("outside"), Path.of("/etc"));
    assertEquals("extension-file-refused", refusal());
  }

  @Test
  void manifestThatIsALink_isRefused() throws Exception {
    Files.move(directory.resolve("extension.toml"), directory.resolve("real.toml"));
    Files.createSymbolicLink(directory.resolve("extension.toml"), Path.of("real.toml"));
    assertEquals("extension-file-refused", refusal());
  }

  @Test
  void nameThatIsNoPlainPath_isRefused() throws Exception {
    write("lib/a\\b.mjs", "");
    assertEquals("extension-file-refused", refusal());
  }

  @Test
  void moreFilesThanAllowed_areRefused() throws Exception {
    for (int i = 0; i < 1_000; i++) {
      write("many/f" + i + ".mjs", "");
    }
    assertEquals("extension-too-large", refusal());
  }

  @Test
  void moreBytesThanAllowed_areRefused() throws Exception {
    Files.write(directory.resolve("a.bin"), new byte[20 << 20]);
    Files.write(directory.resolve("b.bin"), new byte[13 << 20]);
    assertEquals("extension-too-large", refusal());
  }

  @Test
  void whatIsNotThere_isNamed() throws Exception {
    Files.delete(directory.resolve("main.mjs"));
    assertEquals("extension-entry-missing", refusal());
    Files.delete(directory.resolve("extension.toml"));
    assertEquals("extension-not-found", refusal());
  }
}

package dev.symphony.host.service.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.capabilities.Bytes;
import dev.symphony.kernel.service.ServiceFailure;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectoryFilesTest {
  private static final FilesLimits LIMITS = new FilesLimits(1000, 50, 5);

  @TempDir private Path directory;
  private Path root;
  private DirectoryFiles files;

  @BeforeEach
  void open() throws IOException {
    root = Files.createDirectory(directory.resolve("root"));
    Files.writeString(directory.resolve("secret"), "outside");
    write("b.txt", "bee");
    write("a/x.js", "let x = 'ä';");
    write("a/deep/y.js", "y");
    files = DirectoryFiles.open(root, LIMITS);
  }

  @AfterEach
  void close() throws IOException {
    files.close();
  }

  private void write(String path, String content) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  @Test
  void listsFilesSortedByPath() {
    assertEquals(List.of("a/deep/y.js", "a/x.js", "b.txt"), paths("**"));
    assertEquals(new FileEntry("a/x.js", 13), files.list("a/*").getFirst());
  }

  @Test
  void listsOnlyWhatThePatternMatches() {
    assertEquals(List.of("a/deep/y.js", "a/x.js"), paths("**/*.js"));
    assertEquals(List.of("a/x.js"), paths("a/?.js"));
    assertEquals(List.of("b.txt"), paths("b.txt"));
    assertEquals(List.of(), paths("missing/**"));
  }

  @Test
  void readsBytesTextAndSize() {
    assertEquals(Bytes.utf8("bee"), files.read("b.txt"));
    assertEquals("let x = 'ä';", files.readText("a/x.js"));
    assertEquals(new FileEntry("a/x.js", 13), files.stat("a/x.js"));
  }

  @Test
  void anEmptyFile_isEmpty() throws IOException {
    write("empty", "");
    assertEquals(Bytes.empty(), files.read("empty"));
    assertEquals("", files.readText("empty"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/etc/passwd",
        "../secret",
        "a/../../secret",
        "a/..",
        "./b.txt",
        "a//x.js",
        "b.txt/",
        "b.txt\0",
        "..\\secret",
        "b\n.txt"
      })
  void pathsThatAreNotCanonical_areRejected(String path) {
    assertRefused("file-path", path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "missing",
        "b.txt/x",
        "a/missing/x",
        "...",
        "%2e%2e/secret",
        "．．/secret",
        "\u2025/secret",
        "..\u2215secret",
        "~/secret",
        "\uD800",
        "b.txt ",
        "B.TXT"
      })
  void whatIsNotThere_isNotFound(String path) {
    assertRefused("file-not-found", path);
  }

  @Test
  void directories_areNotFiles() {
    assertRefused("file-not-regular", "a");
  }

  @Test
  void links_areNeverFollowed() throws IOException {
    link("to-file", directory.resolve("secret"));
    link("to-directory", directory);
    link("to-root", Path.of("/"));
    link("inside", Path.of("b.txt"));
    link("loop", Path.of("loop"));
    assertRefused("file-not-regular", "to-file");
    assertRefused("file-not-regular", "inside");
    assertRefused("file-not-regular", "loop");
    assertRefused("file-not-found", "to-directory/secret");
    assertRefused("file-not-found", "to-root/etc/passwd");
    assertRefused("file-not-found", "loop/b.txt");
    assertEquals(List.of("a/deep/y.js", "a/x.js", "b.txt"), paths("**"));
    assertEquals(List.of(), paths("to-directory/**"));
  }

  private void link(String name, Path target) throws IOException {
    Files.createSymbolicLink(root.resolve(name), target);
  }

  @Test
  @Timeout(20)
  void fifosSocketsAndDevices_areNotOpened() throws Exception {
    Process mkfifo = new ProcessBuilder("mkfifo", root.resolve("pipe").toString()).start();
    assertTrue(mkfifo.waitFor(10, TimeUnit.SECONDS) && mkfifo.exitValue() == 0);
    assertRefused("file-not-regular", "pipe");
    assertEquals(List.of(), paths("pipe"));
    try (DirectoryFiles devices = DirectoryFiles.open(Path.of("/dev"), LIMITS)) {
      assertEquals("file-not-regular", refusal(() -> devices.read("zero")));
    }
  }

  @Test
  void versionControl_isLeftOut() throws IOException {
    write(".git/config", "token");
    write("a/.git", "gitdir: elsewhere");
    write("a/.GIT/config", "token");
    write(".gitignore", "target/");
    assertRefused("file-not-found", ".git/config");
    assertRefused("file-not-found", "a/.git");
    assertRefused("file-not-found", "a/.GIT/config");
    assertEquals(List.of(".gitignore", "a/deep/y.js", "a/x.js", "b.txt"), paths("**"));
  }

  @Test
  void filesOverTheLimit_areRefused() throws IOException {
    write("fits", "x".repeat(1000));
    write("over", "x".repeat(1001));
    assertEquals(1000, files.read("fits").length());
    assertRefused("file-too-large", "over");
  }

  @Test
  void aHugeFile_isRefusedWithoutReadingIt() throws IOException {
    try (RandomAccessFile sparse = new RandomAccessFile(root.resolve("huge").toFile(), "rw")) {
      sparse.setLength(1L << 40);
    }
    assertRefused("file-too-large", "huge");
    assertEquals(1L << 40, files.stat("huge").size());
  }

  @Test
  void filesThatReportNoSize_areReadToTheirEndOrTheLimit() throws IOException {
    try (DirectoryFiles proc = DirectoryFiles.open(Path.of("/proc/self"), LIMITS)) {
      assertTrue(proc.readText("stat").startsWith(ProcessHandle.current().pid() + " "));
      assertEquals("file-too-large", refusal(() -> proc.read("maps")));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"80", "c080", "eda080", "f4908080", "c3", "fffe4100", "41ff42"})
  void malformedUtf8_isNotText(String hex) throws IOException {
    Files.write(root.resolve("binary"), Bytes.fromHex(hex).toArray());
    assertEquals("file-not-text", refusal(() -> files.readText("binary")));
    assertEquals(Bytes.fromHex(hex), files.read("binary"));
  }

  @Test
  void namesBeyondAscii_workWhenTheHostCanSayThem() throws IOException {
    String name = "größe-文.txt";
    if (!StandardCharsets.UTF_8.name().equals(System.getProperty("sun.jnu.encoding"))) {
      assertRefused("file-not-found", name);
      return;
    }
    write(name, "x");
    assertEquals(List.of(name), paths(name));
    assertEquals("x", files.readText(name));
  }

  @Test
  void namesThatNoPathCanHave_areLeftOut() throws IOException {
    write("back\\slash", "x");
    write("line\nbreak", "x");
    assertEquals(List.of("a/deep/y.js", "a/x.js", "b.txt"), paths("**"));
  }

  @Test
  void unreadableFiles_areRefusedWithoutNamingTheHost() throws IOException {
    Files.setPosixFilePermissions(
        root.resolve("b.txt"), PosixFilePermissions.fromString("---------"));
    if (Files.isReadable(root.resolve("b.txt"))) {
      assertEquals(Bytes.utf8("bee"), files.read("b.txt"), "the superuser reads everything");
      return;
    }
    ServiceFailure failure = assertThrows(ServiceFailure.class, () -> files.read("b.txt"));
    assertEquals("file-unreadable", failure.code());
    assertTrue(!failure.text().contains(root.toString()), failure.text());
  }

  @Test
  void tooManyEntries_areRefused() throws IOException {
    for (int i = 0; i < 50; i++) {
      write("many/" + i, "");
    }
    assertEquals("files-limit", refusal(() -> files.list("**")));
    assertEquals(3, files.list("a/**").size() + files.list("b.txt").size());
  }

  @Test
  void tooManyLevels_areRefused() throws IOException {
    write("1/2/3/4/fits", "");
    assertEquals(List.of("1/2/3/4/fits"), paths("1/**"));
    write("1/2/3/4/5/over", "");
    assertEquals("files-limit", refusal(() -> files.list("1/**")));
    assertRefused("file-not-found", "1/2/3/4/5/over");
  }

  @Test
  void malformedPatterns_areRefused() {
    assertEquals("file-path", refusal(() -> files.list("a**")));
    assertEquals("file-path", refusal(() -> files.list("")));
    assertEquals(List.of(), files.list("../**"));
    assertEquals(List.of(), files.list("/etc/**"));
  }

  @Test
  void anotherDirectoryInTheSamePlace_isNotReached() throws IOException {
    Files.move(root, directory.resolve("moved"));
    Files.createDirectory(root);
    write("b.txt", "other");
    assertEquals("bee", files.readText("b.txt"));
    assertEquals(3, files.list("**").size());
  }

  @Test
  void whatIsNoDirectory_isNotOpened() {
    assertThrows(IOException.class, () -> DirectoryFiles.open(root.resolve("b.txt"), LIMITS));
    assertThrows(IOException.class, () -> DirectoryFiles.open(root.resolve("missing"), LIMITS));
  }

  private List<String> paths(String pattern) {
    return files.list(pattern).stream().map(FileEntry::path).toList();
  }

  private void assertRefused(String code, String path) {
    assertEquals(code, refusal(() -> files.read(path)));
    assertEquals(code, refusal(() -> files.readText(path)));
    if (!code.equals("file-too-large")) {
      assertEquals(code, refusal(() -> files.stat(path)));
    }
  }

  private static String refusal(Executable call) {
    return assertThrows(ServiceFailure.class, call).code();
  }
}

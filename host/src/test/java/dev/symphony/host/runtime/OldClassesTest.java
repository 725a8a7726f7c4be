package dev.symphony.host.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The reader of the command line is a jar with old classes. */
class OldClassesTest {
  private static final String CLASS = "picocli/CommandLine.class";

  private static Path jarOf(Class<?> type, Path directory) throws Exception {
    Path source = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    return Files.copy(source, directory.resolve(source.getFileName().toString()));
  }

  private static byte[] content(Path jar, String name) throws IOException {
    try (FileSystem content = FileSystems.newFileSystem(jar)) {
      return Files.readAllBytes(content.getPath(name));
    }
  }

  @Test
  void oldClasses_areRenewedAndStillRun(@TempDir Path directory) throws Exception {
    Path jar = jarOf(CommandLine.class, directory);
    assertTrue(content(jar, CLASS)[7] < 50);

    OldClasses.renew(directory);

    assertEquals(52, content(jar, CLASS)[7]);
    URL[] path = {jar.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(path, ClassLoader.getPlatformClassLoader())) {
      Class<?> type = Class.forName("picocli.CommandLine", true, loader);
      assertEquals(CommandLine.VERSION, type.getField("VERSION").get(null));
      for (Class<?> inner : type.getDeclaredClasses()) {
        assertEquals(inner, Class.forName(inner.getName(), true, loader));
      }
    }
  }

  @Test
  void otherClasses_stayAsTheyAre(@TempDir Path directory) throws Exception {
    Path jar = jarOf(Test.class, directory);
    String name = "org/junit/jupiter/api/Test.class";
    byte[] before = content(jar, name);

    OldClasses.renew(directory);

    assertArrayEquals(before, content(jar, name));
  }
}

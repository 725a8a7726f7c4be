package dev.symphony.sandbox.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Uses the class path of the test itself, which has the engines and the compiler on it. */
final class JarRolesTest {
  private static final List<Path> CLASS_PATH =
      Stream.of(System.getProperty("java.class.path", "").split(File.pathSeparator))
          .map(Path::of)
          .toList();

  @Test
  void enginesGoIntoTheImage_theCompilerBeside_theRestStays() {
    JarRoles roles = JarRoles.of(CLASS_PATH);
    assertTrue(has(roles.image(), "js-language-"), "js-language in the image");
    assertTrue(has(roles.image(), "python-resources-"), "python-resources in the image");
    assertTrue(has(roles.image(), "truffle-compiler-"), "shared modules in the image");
    assertEquals(1, roles.compiler().size());
    assertTrue(has(roles.compiler(), "compiler-"));
    assertTrue(has(roles.classPath(), "msgpack-core-"));
    assertEquals(
        CLASS_PATH.size(),
        roles.image().size() + roles.compiler().size() + roles.classPath().size());
  }

  @Test
  void classPathWithoutEngines_isRefused() {
    List<Path> lacking =
        CLASS_PATH.stream().filter(jar -> !jar.toString().contains("js-language-")).toList();
    assertThrows(RuntimeBuildException.class, () -> JarRoles.of(lacking));
  }

  private static boolean has(List<Path> jars, String prefix) {
    return jars.stream().anyMatch(jar -> jar.getFileName().toString().startsWith(prefix));
  }
}

package dev.symphony.host.author.types;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.symphony.host.service.Services;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the SDKs say of the services is what the declarations say. With {@code -Dsdk.write=true} the
 * files are written instead of compared.
 */
class GeneratedTypesTest {
  private static final Path SDK = Path.of("..", "sdk");

  static Stream<Arguments> files() {
    return Stream.of(
        Arguments.of("js/index.d.ts", TypeScriptTypes.of(Services.CATALOG)),
        Arguments.of("js/extension.schema.json", ManifestSchema.of(Services.CATALOG)),
        Arguments.of("js/services.mjs", ServiceTable.javaScript(Services.CATALOG)),
        Arguments.of("python/symphony_sdk/__init__.pyi", PythonTypes.of(Services.CATALOG)),
        Arguments.of("python/symphony_sdk/_services.py", ServiceTable.python(Services.CATALOG)));
  }

  @ParameterizedTest
  @MethodSource("files")
  void committedFiles_areWhatTheDeclarationsGive(String path, String text) throws IOException {
    Path file = SDK.resolve(path);
    if (Boolean.getBoolean("sdk.write")) {
      Files.writeString(file, text);
    }
    assertEquals(
        text,
        Files.readString(file),
        () ->
            file
                + " is out of date; write it again: ./mvnw -pl host -am test"
                + " -Dtest=GeneratedTypesTest -Dsurefire.failIfNoSpecifiedTests=false"
                + " -Dtest.jvm.args=-Dsdk.write=true");
  }
}

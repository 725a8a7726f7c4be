package dev.symphony.host.author.testing;

import dev.symphony.capabilities.Bytes;
import dev.symphony.host.author.template.SdkFiles;
import dev.symphony.kernel.guest.GuestProgram;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An extension, its tests and the harness put together as one program for the sandbox. */
final class TestProgram {
  private static final String RESOURCES = "/dev/symphony/host/author/testing/";
  private static final List<String> OF_THE_HARNESS =
      List.of("node:", "symphony-sdk/", "symphony_sdk/", "symphony_test_runner.");

  private TestProgram() {}

  static GuestProgram of(GuestProgram extension, TestFiles tests) {
    Map<String, Bytes> files = new LinkedHashMap<>(extension.files());
    files.putAll(tests.files());
    String entry =
        switch (extension.language()) {
          case JAVASCRIPT -> addJavaScript(files);
          case PYTHON -> addPython(files);
        };
    return new GuestProgram(extension.language(), GuestProgram.Form.MODULE, entry, files);
  }

  private static String addJavaScript(Map<String, Bytes> files) {
    Bytes assertions = SdkFiles.read(RESOURCES + "node-assert.mjs");
    files.put("node:test", SdkFiles.read(RESOURCES + "node-test.mjs"));
    files.put("node:assert", assertions);
    files.put(
        "node:assert/strict",
        Bytes.utf8("export * from 'node:assert';\nexport { default } from 'node:assert';\n"));
    files.put("symphony-sdk/testing", SdkFiles.javaScript("testing.mjs"));
    files.put("symphony-sdk/services.mjs", SdkFiles.javaScript("services.mjs"));
    files.put("symphony-sdk/fakes.mjs", SdkFiles.javaScript("fakes.mjs"));
    files.put("symphony_test_runner.mjs", SdkFiles.read(RESOURCES + "runner.mjs"));
    return "symphony_test_runner.mjs";
  }

  private static String addPython(Map<String, Bytes> files) {
    for (String file : SdkFiles.PYTHON) {
      if (file.endsWith(".py")) {
        files.put("symphony_sdk/" + file, SdkFiles.python(file));
      }
    }
    files.put("symphony_test_runner.py", SdkFiles.read(RESOURCES + "symphony_test_runner.py"));
    return "symphony_test_runner.py";
  }

  /** The words about an error without the places that are in the harness. */
  static String withoutHarness(String message) {
    StringBuilder text = new StringBuilder();
    for (String line : message.split("\n", -1)) {
      if (!isOfHarness(line)) {
        text.append(text.isEmpty() ? "" : "\n").append(line);
      }
    }
    return text.toString();
  }

  private static boolean isOfHarness(String line) {
    if (!line.startsWith("  at ")) {
      return false;
    }
    String place = line.substring(line.lastIndexOf('(') + 1).replaceFirst("^ *at ", "");
    return OF_THE_HARNESS.stream().anyMatch(place::startsWith);
  }
}

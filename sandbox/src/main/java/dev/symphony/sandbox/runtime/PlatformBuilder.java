package dev.symphony.sandbox.runtime;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Links the image, lays the compiler beside it and unpacks the engines' files. */
record PlatformBuilder(Path root, JarRoles roles, BuildProgress progress) {
  private static final String FORMAT = "1";
  private static final String PREFIX = "platform-";

  /**
   * The modules of the JDK that host and workers need. Flight recording is left out on purpose: the
   * engine would announce its events to it at every start.
   */
  private static final List<String> JDK_MODULES =
      List.of(
          "java.base",
          "java.logging",
          "java.management",
          "java.naming",
          "java.net.http",
          "java.sql",
          "java.xml",
          "jdk.crypto.ec",
          "jdk.httpserver",
          "jdk.internal.vm.ci",
          "jdk.management",
          "jdk.net",
          "jdk.security.auth",
          "jdk.unsupported",
          "jdk.zipfs");

  /** Gives the platform for these jars and this JDK, building it first when it is not there. */
  Platform build() {
    Platform platform = new Platform(root.resolve(PREFIX + fingerprint()));
    if (!platform.complete()) {
      buildInto(platform);
    }
    return platform;
  }

  private String fingerprint() {
    Fingerprint fingerprint = new Fingerprint().add(FORMAT).add(root.toString());
    fingerprint.add(jdk().toString()).add(Runtime.version().toString());
    fingerprint.add(String.join(" ", JDK_MODULES));
    Stream.concat(roles.image().stream(), roles.compiler().stream())
        .map(jar -> jar.getFileName().toString())
        .sorted()
        .forEach(fingerprint::add);
    return fingerprint.toShortHex();
  }

  private void buildInto(Platform platform) {
    RuntimeTree.delete(platform.root());
    RuntimeTree.collect(roles.compiler(), platform.compiler());
    ToolRun tools = new ToolRun(platform.root().resolve("build.log"), Map.of());
    progress.timed("linking the runtime image", () -> link(tools, platform));
    progress.timed("unpacking the language engines", () -> unpack(tools, platform));
    Properties facts = new Properties();
    facts.setProperty("jdk", Runtime.version().toString());
    RuntimeTree.writeAtomically(facts, platform.facts());
  }

  private void link(ToolRun tools, Platform platform) {
    List<String> modules = new ArrayList<>(JDK_MODULES);
    modules.addAll(JarRoles.ENGINES.stream().sorted().toList());
    tools.run(
        "jlink",
        List.of(
            jdk().resolve("bin").resolve("jlink").toString(),
            "--module-path",
            path(roles.image()),
            "--add-modules",
            String.join(",", modules),
            "--ignore-signing-information",
            "--no-header-files",
            "--no-man-pages",
            "--generate-cds-archive",
            "--output",
            platform.image().toString()));
  }

  private void unpack(ToolRun tools, Platform platform) {
    List<String> java =
        List.of(
            platform.java().toString(),
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=org.graalvm.truffle",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            path(roles.classPath()));
    String main = EngineResources.class.getName();
    tools.run(
        "unpacking the engines' files",
        join(
            java,
            "-Dpolyglotimpl.AttachLibraryFailureAction=ignore",
            main,
            "unpack",
            platform.resources().toString()));
    tools.run(
        "compiling Python's library",
        join(java, "-Dpolyglot.engine.resourcePath=" + platform.resources(), main, "warm"));
  }

  private static List<String> join(List<String> first, String... rest) {
    return Stream.concat(first.stream(), Stream.of(rest)).toList();
  }

  private static String path(List<Path> entries) {
    return entries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  private static Path jdk() {
    return Path.of(System.getProperty("java.home"));
  }
}

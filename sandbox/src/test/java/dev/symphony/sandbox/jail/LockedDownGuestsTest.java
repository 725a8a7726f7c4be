package dev.symphony.sandbox.jail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.symphony.kernel.guest.Wall;
import java.io.BufferedReader;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.graalvm.polyglot.Engine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker-like JVM with the Graal JIT still runs its guests in the jail, behind the filter. */
class LockedDownGuestsTest {
  private static final Pattern COMPILER_JARS =
      Pattern.compile(
          "(compiler|truffle-compiler|collections|word|nativeimage|jniutils)-[0-9.]+\\.jar");

  private static String compilerJars() {
    String classPath = System.getProperty("java.class.path", "");
    return Arrays.stream(classPath.split(File.pathSeparator, -1))
        .filter(entry -> COMPILER_JARS.matcher(Path.of(entry).toFile().getName()).matches())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static List<String> withGraal(Path resources) {
    return List.of(
        "-Xmx768m",
        "-XX:TieredStopAtLevel=4",
        "-XX:+UnlockExperimentalVMOptions",
        "-XX:+EnableJVMCI",
        "--upgrade-module-path=" + compilerJars(),
        "--sun-misc-unsafe-memory-access=allow",
        "-Dpolyglot.engine.resourcePath=" + resources,
        "-Duser.name=guest");
  }

  @Test
  void javaScriptAndPython_runJailedAndLockedDown(@TempDir Path resources) throws Exception {
    Engine.copyResources(resources, "js", "python");
    Jail jail = JailedJava.jail().readOnly(resources).build();
    List<String> command =
        JailedJava.command(LockedDownGuests.class, withGraal(resources), List.of("js", "python"));

    JailedProcess worker = new JailedLauncher().launch(command, jail);
    Map<String, String> answers = JailedJava.answers(worker.process());

    assertEquals("GraalVM CE", answers.get("engine"), "the JIT has to be on");
    assertEquals("Done[]", answers.get("lock-down"), answers::toString);
    assertEquals("832040", answers.get("js"));
    assertEquals("6765", answers.get("js-virtual"));
    assertEquals("46368", answers.get("python"));
    assertEquals("6765", answers.get("python-virtual"));
    assertEquals("499999500000", answers.get("threads"));
  }

  @Test
  void aWorkerThatLocksItselfDown_isSeenFromOutside() throws Exception {
    List<String> command =
        JailedJava.command(Attempts.class, List.of(), List.of("lock-down", "wait"));
    JailedProcess worker = new JailedLauncher().launch(command, JailedJava.jail().build());
    BufferedReader lines = worker.process().inputReader(UTF_8);

    assertEquals("started=done", lines.readLine());
    assertEquals("lock-down=done", lines.readLine());
    assertEquals(worker.label().with(Wall.SECCOMP), worker.observed());
    worker.process().destroyForcibly();
  }

  @Test
  void aWorkerThatDoesNot_isSeenToo() throws Exception {
    List<String> command = JailedJava.command(Attempts.class, List.of(), List.of("wait"));
    JailedProcess worker = new JailedLauncher().launch(command, JailedJava.jail().build());
    assertEquals("started=done", worker.process().inputReader(UTF_8).readLine());

    assertEquals(worker.label(), worker.observed());
    worker.process().destroyForcibly();
  }
}

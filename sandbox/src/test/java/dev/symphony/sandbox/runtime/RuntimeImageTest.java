package dev.symphony.sandbox.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RuntimeImageTest {
  private static final long HEAP = 100L << 20;

  @TempDir Path root;

  @Test
  void directoryWithoutFacts_isNoRuntime() throws IOException {
    Files.createDirectories(root.resolve("guest/worker"));
    assertTrue(RuntimeImage.locate(root.resolve("guest")).isEmpty());
  }

  @Test
  void runtimeWithoutItsPlatform_isNoRuntime() throws IOException {
    GuestLayout layout = guest(new Platform(root.resolve("platform")));
    layout.complete();
    assertTrue(RuntimeImage.locate(layout.root()).isEmpty());
  }

  @Test
  void workerCommand_namesCacheOfItsLanguageAndCompiler() throws IOException {
    GuestLayout layout = whole();
    Files.createFile(layout.cache(GuestLanguage.JAVASCRIPT));
    RuntimeImage image = RuntimeImage.locate(layout.root()).orElseThrow();
    List<String> js = command(image, GuestLanguage.JAVASCRIPT);
    assertEquals(layout.platform().java().toString(), js.getFirst());
    assertTrue(js.contains("-XX:AOTCache=" + layout.cache(GuestLanguage.JAVASCRIPT)));
    assertTrue(js.contains("-Xmx102400k"));
    assertTrue(js.contains(layout.platform().compiler().toString()));
    assertEquals(List.of(RuntimeImage.WORKER_MAIN, "--x"), js.subList(js.size() - 2, js.size()));
    assertFalse(
        command(image, GuestLanguage.PYTHON).stream().anyMatch(a -> a.startsWith("-XX:AOTCache")));
  }

  @Test
  void locateThroughSymbolicLink_givesTheSameCommand() throws IOException {
    GuestLayout layout = whole();
    Path link = Files.createSymbolicLink(root.resolve("current"), layout.root());
    assertEquals(
        command(RuntimeImage.locate(layout.root()).orElseThrow(), GuestLanguage.PYTHON),
        command(RuntimeImage.locate(link).orElseThrow(), GuestLanguage.PYTHON));
  }

  @Test
  void tempoChangesTheCompilersOfTheMachine_notThoseOfTheGuest() throws IOException {
    RuntimeImage image = RuntimeImage.locate(whole().root()).orElseThrow();
    List<String> quick =
        image.workerCommand(
            GuestLanguage.JAVASCRIPT, WorkerTempo.FIRST_RESULT, HEAP, List.of("--x"));
    List<String> lasting = command(image, GuestLanguage.JAVASCRIPT);
    assertTrue(quick.contains("-XX:TieredStopAtLevel=1"));
    assertFalse(lasting.contains("-XX:TieredStopAtLevel=1"));
    assertTrue(quick.contains("-XX:+EnableJVMCI") && lasting.contains("-XX:+EnableJVMCI"));
  }

  @Test
  void currentProcess_givesACommandThatStarts() throws IOException, InterruptedException {
    RuntimeImage image = RuntimeImage.ofCurrentProcess();
    List<String> command =
        image.command(
            GuestLanguage.JAVASCRIPT,
            WorkerTempo.FIRST_RESULT,
            HEAP,
            EngineProbe.class.getName(),
            List.of("ready"));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    assertEquals(
        "ready=true\n",
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    assertEquals(0, process.waitFor());
    assertFalse(image.requestsJit());
  }

  private static List<String> command(RuntimeImage image, GuestLanguage language) {
    return image.workerCommand(language, WorkerTempo.THROUGHPUT, HEAP, List.of("--x"));
  }

  private GuestLayout whole() throws IOException {
    Platform platform = new Platform(root.toRealPath().resolve("platform"));
    Files.createDirectories(platform.root());
    Files.createFile(platform.facts());
    GuestLayout layout = guest(platform);
    layout.complete();
    return layout;
  }

  private GuestLayout guest(Platform platform) throws IOException {
    GuestLayout layout = new GuestLayout(root.toRealPath().resolve("guest"), platform);
    Files.createDirectories(layout.worker());
    return layout;
  }
}

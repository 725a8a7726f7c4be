package dev.symphony.sandbox.context;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.symphony.capabilities.Bytes;
import dev.symphony.kernel.gate.Answer;
import dev.symphony.kernel.guest.GuestInvocation;
import dev.symphony.kernel.guest.GuestOutcome;
import dev.symphony.kernel.guest.GuestProgram;
import dev.symphony.kernel.guest.Language;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Python guests see no difference between a context made ahead and one made for them. */
final class PreparedContextTest {
  private static final RunLimits LIMITS =
      new RunLimits(Duration.ofMinutes(1), Duration.ofMinutes(1), 1 << 16);
  private static final String DUMPS =
      "import json\ndef run(x, caps):\n    return json.dumps([x], indent=None)\n";
  private static final String LOADED =
      "import sys\nfound = 'json' in sys.modules\ndef run(x, caps):\n    return found\n";

  private static GuestEngine engine;
  private static Watchdog watchdog;

  @BeforeAll
  static void open() {
    engine = GuestEngine.open(Language.PYTHON);
    watchdog = new Watchdog();
  }

  @AfterAll
  static void close() {
    watchdog.close();
    engine.close();
  }

  private static @Nullable Object result(Map<String, String> files) {
    GuestProgram program =
        new GuestProgram(
            Language.PYTHON,
            GuestProgram.Form.MODULE,
            "main.py",
            files.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> Bytes.utf8(e.getValue()))));
    GuestActor.Setting setting =
        new GuestActor.Setting(
            engine, watchdog, program, List.of(), new NoChannel(), (stream, text) -> {});
    try (GuestActor guest = new GuestActor(setting)) {
      GuestOutcome outcome =
          guest.run(new GuestInvocation.Call("run", List.of(1L)), LIMITS, new Unheard());
      return assertInstanceOf(GuestOutcome.Completed.class, outcome).value();
    }
  }

  @Test
  void usualModules_areThereAndWork() {
    engine.prepare();
    engine.furnish(() -> true);
    assertEquals(true, result(Map.of("main.py", LOADED)));
    engine.prepare();
    engine.furnish(() -> true);
    assertEquals("[1]", result(Map.of("main.py", DUMPS)));
  }

  @Test
  void withoutThem_theyAreImportedWhenTheGuestDoes() {
    engine.prepare();
    engine.furnish(() -> false);
    assertEquals(false, result(Map.of("main.py", LOADED)));
    assertEquals("[1]", result(Map.of("main.py", DUMPS)));
  }

  @Test
  void aModuleOfTheGuest_comesBeforeOneOfThatName() {
    Map<String, String> files =
        Map.of("main.py", DUMPS, "json/__init__.py", "def dumps(x, indent):\n    return 'mine'\n");
    assertEquals("mine", result(files));
    engine.prepare();
    engine.furnish(() -> true);
    assertEquals("mine", result(files));
  }

  private static final class NoChannel implements CallChannel {
    @Override
    public Answer call(long handle, int operation, @Nullable Object[] arguments) {
      return new Answer.Failed("none", "there is no service");
    }

    @Override
    public void begin(
        long handle, int operation, @Nullable Object[] arguments, Consumer<Answer> reply) {
      reply.accept(call(handle, operation, arguments));
    }
  }

  private static final class Unheard implements RunListener {
    @Override
    public void started() {}

    @Override
    public void stopping(StopReason reason) {}
  }
}

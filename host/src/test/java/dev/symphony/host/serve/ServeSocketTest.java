package dev.symphony.host.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.host.UserError;
import dev.symphony.host.serve.ServeSocket.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServeSocketTest {
  @TempDir private Path home;
  private final CompletableFuture<String> slow = new CompletableFuture<>();
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch unwanted = new CountDownLatch(1);
  private final List<String> notes = new CopyOnWriteArrayList<>();

  private ServeSocket listen() throws UserError {
    return ServeSocket.listen(home, this::answer, notes::add, Duration.ofSeconds(30));
  }

  private Answer answer(String request, Consumer<String> before) {
    if (request.equals("slow")) {
      asked.countDown();
      return new Answer(slow, unwanted::countDown);
    }
    before.accept("one");
    before.accept("two");
    return Answer.of(CompletableFuture.completedFuture("answer to " + request));
  }

  private ServeClient client() {
    return ServeClient.connect(home).orElseThrow();
  }

  private Thread askSlowly(ServeClient client, List<String> answers) {
    return Thread.ofVirtual()
        .start(() -> {
          try {
            answers.add(client.ask("slow"));
          } catch (UserError e) {
            answers.add(e.code());
          }
        });
  }

  @Test
  void whatComesBefore_comesBefore_andSeveralRequestsAreAnswered() throws Exception {
    try (ServeSocket _ = listen();
        ServeClient client = client()) {
      for (String request : List.of("a", "b")) {
        List<String> before = new CopyOnWriteArrayList<>();
        String answer = client.ask(request, line -> !line.startsWith("answer") && before.add(line));
        assertEquals("answer to " + request, answer);
        assertEquals(List.of("one", "two"), before);
      }
    }
  }

  @Test
  void whoHangsUp_wantsNoAnswer() throws Exception {
    try (ServeSocket _ = listen()) {
      List<String> answers = new CopyOnWriteArrayList<>();
      ServeClient client = client();
      Thread asking = askSlowly(client, answers);
      assertTrue(asked.await(30, TimeUnit.SECONDS));
      assertFalse(unwanted.await(50, TimeUnit.MILLISECONDS));
      client.close();
      assertTrue(unwanted.await(30, TimeUnit.SECONDS));
      slow.complete("late");
      asking.join();
      assertEquals(List.of("serve-ended"), answers);
    }
  }

  @Test
  void closing_waitsForAnswers_andNotForWhoeverIsOnlyConnected() throws Exception {
    List<String> answers = new CopyOnWriteArrayList<>();
    ServeSocket opened = listen();
    try (ServeClient idle = client()) {
      assertEquals("answer to a", idle.ask("a", line -> !line.startsWith("answer")));
      ServeClient client = client();
      Thread asking = askSlowly(client, answers);
      assertTrue(asked.await(30, TimeUnit.SECONDS));
      Thread closing = Thread.ofVirtual().start(opened::close);
      assertFalse(closing.join(Duration.ofMillis(100)));
      slow.complete("in time");
      assertTrue(closing.join(Duration.ofSeconds(20)));
      asking.join();
      assertEquals(List.of("in time"), answers);
      assertThrows(UserError.class, () -> idle.ask("b"));
      client.close();
    }
    assertEquals(List.of(), notes);
  }
}

package dev.symphony.host.service.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.symphony.capabilities.Bytes;
import dev.symphony.kernel.service.ServiceFailure;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class HttpRequestsTest {
  private static final HttpLimits LIMITS = new HttpLimits(1000, 1000, Duration.ofSeconds(30));

  private final List<String> seen = Collections.synchronizedList(new ArrayList<>());
  private final Deque<InetAddress> names = new ArrayDeque<>();
  private final HttpServer server;
  private final String origin;
  private final HttpRequests http;

  HttpRequestsTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    origin = "http://127.0.0.1:" + server.getAddress().getPort();
    http = new HttpRequests(HttpReach.INCLUDING_PRIVATE_ADDRESSES, LIMITS, this::lookUp);
  }

  @BeforeEach
  void start() {
    server.createContext("/echo", this::echo);
    server.createContext("/bytes/", HttpRequestsTest::bytes);
    server.createContext("/endless", HttpRequestsTest::endless);
    server.createContext("/slow", HttpRequestsTest::slow);
    server.createContext("/moved", this::moved);
    server.createContext("/packed", HttpRequestsTest::packed);
    server.start();
  }

  @AfterEach
  void stop() throws IOException {
    http.close();
    server.stop(0);
  }

  private InetAddress[] lookUp(String name) throws UnknownHostException {
    seen.add("look-up " + name);
    if (names.isEmpty()) {
      throw new UnknownHostException(name);
    }
    return new InetAddress[] {names.poll()};
  }

  private void echo(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    seen.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
    exchange.getRequestHeaders().forEach((name, values) -> seen.add(name + ": " + values));
    exchange.getResponseHeaders().add("X-Twice", "a");
    exchange.getResponseHeaders().add("X-Twice", "b");
    exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static void bytes(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    int length = Integer.parseInt(path.substring("/bytes/".length()));
    exchange.sendResponseHeaders(200, length);
    exchange.getResponseBody().write(new byte[length]);
    exchange.close();
  }

  private static void endless(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream out = exchange.getResponseBody()) {
      while (true) {
        out.write(new byte[10_000]);
      }
    }
  }

  private static void slow(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream out = exchange.getResponseBody()) {
      for (int i = 0; i < 100; i++) {
        out.write('x');
        out.flush();
        Thread.sleep(100);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void moved(HttpExchange exchange) throws IOException {
    seen.add("moved");
    exchange.getResponseHeaders().add("Location", exchange.getRequestURI().getQuery());
    exchange.sendResponseHeaders(302, -1);
    exchange.close();
  }

  private static void packed(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().add("Content-Encoding", "gzip");
    exchange.sendResponseHeaders(200, 3);
    exchange.getResponseBody().write(new byte[] {0x1f, (byte) 0x8b, 8});
    exchange.close();
  }

  private static HttpRequest get(String url) {
    return new HttpRequest(Optional.empty(), url, Optional.empty(), Optional.empty());
  }

  private static HttpRequest post(String url, Object body) {
    return new HttpRequest(Optional.of("POST"), url, Optional.empty(), Optional.of(body));
  }

  private static HttpRequest withHeader(String url, String name, String value) {
    return new HttpRequest(
        Optional.empty(), url, Optional.of(Map.of(name, value)), Optional.empty());
  }

  @Test
  void sendsMethodPathQueryHeadersAndBody() {
    HttpRequest request =
        new HttpRequest(
            Optional.of("PUT"),
            origin + "/echo/%7Ea?q=%e4",
            Optional.of(Map.of("X-Own", "value", "Content-Type", "text/plain")),
            Optional.of("größe"));
    HttpAnswer answer = http.request(request);
    assertEquals(200, answer.status());
    assertEquals("größe", answer.body().toUtf8());
    assertEquals("a, b", answer.headers().get("x-twice"));
    assertEquals(Optional.empty(), answer.location());
    assertEquals("PUT /echo/~a?q=%E4", seen.getFirst());
    assertTrue(
        seen.containsAll(List.of("X-own: [value]", "Content-type: [text/plain]")), "" + seen);
  }

  @Test
  void tellsNothingOfTheHost() {
    http.request(get(origin + "/echo"));
    List<String> headers = seen.stream().filter(s -> s.contains(": ")).sorted().toList();
    String host = "Host: [" + origin.substring("http://".length()) + "]";
    assertEquals(List.of("Connection: [keep-alive]", host, "User-agent: [symphony]"), headers);
  }

  @Test
  void sendsAndReceivesBytes() {
    Bytes bytes = Bytes.fromHex("00ff80");
    assertEquals(bytes, http.request(post(origin + "/echo", bytes)).body());
  }

  @Test
  void everyStatusIsAnAnswer() {
    assertEquals(404, http.request(get(origin + "/nothing")).status());
    HttpRequest head =
        new HttpRequest(Optional.of("HEAD"), origin + "/echo", Optional.empty(), Optional.empty());
    assertEquals(Bytes.empty(), http.request(head).body());
  }

  @Test
  void compressedBodies_stayCompressed() {
    assertEquals(Bytes.fromHex("1f8b08"), http.request(get(origin + "/packed")).body());
  }

  @ParameterizedTest
  @CsvSource({
    "/echo, ORIGIN/echo",
    "http://10.0.0.1/x#y, http://10.0.0.1/x",
    "echo?q=1, ORIGIN/echo?q=1",
    "file:///etc/passwd, ''",
    "http://user@example.com/, ''",
    "http://[, ''",
  })
  void redirects_areToldAndNotFollowed(String location, String leadsTo) {
    HttpAnswer answer =
        http.request(get(origin + "/moved?" + location.replace("#", "%23").replace("[", "%5B")));
    assertEquals(302, answer.status());
    assertEquals(leadsTo.replace("ORIGIN", origin), answer.location().orElse(""));
    assertEquals(List.of("moved"), seen);
  }

  @Test
  void answersOverTheLimit_areCutOff() {
    assertEquals(1000, http.request(get(origin + "/bytes/1000")).body().length());
    assertRefused("http-too-large", get(origin + "/bytes/1001"));
    assertRefused("http-too-large", get(origin + "/endless"));
  }

  @Test
  void bodiesOverTheLimit_areNotSent() {
    assertRefused("http-too-large", post(origin + "/echo", "x".repeat(1001)));
    assertRefused("argument-type", post(origin + "/echo", 1L));
    assertEquals(List.of(), seen);
  }

  @Test
  void answersThatDribble_areEndedInTime() throws IOException {
    assertTooLate(get(origin + "/slow"));
  }

  @Test
  void serversThatSayNothing_areLeftInTime() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertTooLate(get("http://127.0.0.1:" + silent.getLocalPort() + "/"));
    }
  }

  @Test
  void answersThatAreNotHttp_areRejected() throws Exception {
    assertNoAnswer("SSH-2.0-OpenSSH\r\n".repeat(100));
    assertNoAnswer("HTTP/1.1 200 OK\r\n" + "X: y\r\n".repeat(1000) + "\r\n");
    assertNoAnswer("HTTP/1.1 200 OK\r\nX: " + "y".repeat(100_000) + "\r\n\r\n");
    assertNoAnswer("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort");
    assertNoAnswer("");
  }

  private void assertNoAnswer(String raw) throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.startVirtualThread(() -> answer(socket, raw));
      assertRefused("http-failed", get("http://127.0.0.1:" + socket.getLocalPort() + "/"));
    }
  }

  private static void answer(ServerSocket server, String raw) {
    try (var connection = server.accept()) {
      connection.getInputStream().read(new byte[1000]);
      connection.getOutputStream().write(raw.getBytes(StandardCharsets.UTF_8));
      connection.shutdownOutput();
      connection.getInputStream().transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      // The client went away first, as it may.
      return;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Host, evil.com",
    "host, evil.com",
    "Connection, upgrade",
    "Content-Length, 5",
    "Transfer-Encoding, chunked",
    "Proxy-Authorization, x",
    "X-Forwarded-For, 1.2.3.4",
    "'', x",
    "'X Y', x",
    "X:Y, x",
    "X, 'a\r\nY: b'",
    "X, 'a\0'",
    "X, ä",
  })
  void headersOfTheHostAndBrokenOnes_areRejected(String name, String value) {
    assertRefused("http-header", withHeader(origin + "/echo", name, value));
    assertEquals(List.of(), seen);
  }

  @Test
  void malformedAddresses_areRejected() {
    assertRefused("http-target", get("http://user@127.0.0.1/"));
    assertRefused("http-target", get(origin + "/a/../echo"));
  }

  @Test
  void aNameIsLookedUpOnce_andTheConnectionGoesWhereTheCheckLooked() throws IOException {
    names.add(InetAddress.ofLiteral("127.0.0.1"));
    names.add(InetAddress.ofLiteral("127.0.0.2"));
    String url = "http://rebinding.example:" + server.getAddress().getPort() + "/echo";
    assertEquals(200, http.request(get(url)).status());
    assertEquals(1, seen.stream().filter(s -> s.startsWith("look-up")).count());
    assertTrue(seen.contains("Host: [" + url.substring(7, url.indexOf("/echo")) + "]"), "" + seen);
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 127.0.0.1",
    "[::1], 127.0.0.1",
    "[::ffff:127.0.0.1], 127.0.0.1",
    "localhost, 127.0.0.1",
    "inward.example, 127.0.0.1",
    "inward.example, ::1",
    "metadata.example, 169.254.169.254",
    "intranet.example, 10.0.0.7",
  })
  void privateAddresses_areOutOfReachUnlessAllowed(String host, String address) throws IOException {
    names.add(InetAddress.ofLiteral(address));
    String url = "http://" + host + ":" + server.getAddress().getPort() + "/echo";
    try (HttpRequests outside =
        new HttpRequests(HttpReach.PUBLIC_ADDRESSES, LIMITS, this::lookUp)) {
      ServiceFailure failure = assertThrows(ServiceFailure.class, () -> outside.request(get(url)));
      assertEquals("http-address", failure.code());
    }
    assertTrue(seen.stream().noneMatch(s -> s.startsWith("GET")), "" + seen);
  }

  @Test
  void aNameWithOneAddressOutOfReach_isRefusedWhole() throws IOException {
    HostLookup mixed =
        name ->
            new InetAddress[] {
              InetAddress.ofLiteral("1.1.1.1"), InetAddress.ofLiteral("127.0.0.1")
            };
    CheckedResolver resolver = new CheckedResolver(mixed, HttpReach.PUBLIC_ADDRESSES);
    assertThrows(
        CheckedResolver.OutOfReachException.class, () -> resolver.resolve("mixed.example"));
  }

  @Test
  void namesWithoutAddressesAndClosedPorts_fail() throws IOException {
    assertRefused("http-failed", get("http://missing.example/"));
    int closed;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = socket.getLocalPort();
    }
    assertRefused("http-failed", get("http://127.0.0.1:" + closed + "/"));
  }

  private void assertRefused(String code, HttpRequest request) {
    assertRefused(code, http, request);
  }

  private static void assertRefused(String code, HttpRequests http, HttpRequest request) {
    ServiceFailure failure = assertThrows(ServiceFailure.class, () -> http.request(request));
    assertEquals(code, failure.code(), failure.text());
  }

  private void assertTooLate(HttpRequest request) throws IOException {
    HttpLimits brief = new HttpLimits(1000, 1000, Duration.ofMillis(800));
    try (HttpRequests hurried =
        new HttpRequests(HttpReach.INCLUDING_PRIVATE_ADDRESSES, brief, this::lookUp)) {
      assertRefused("http-time-limit", hurried, request);
    }
  }
}

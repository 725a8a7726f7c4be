package dev.symphony.sandbox.escape;

import dev.symphony.kernel.guest.Language;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * What attempts are after: a directory of their own with ways out of it, files with a secret
 * outside, a mark that nobody may make, and a door that nobody may knock at. The name of the place
 * holds the secret as well.
 */
public final class Bait implements AutoCloseable {
  private final String secret;
  private final Path place;
  private final ServerSocket door;
  private final AtomicInteger visits = new AtomicInteger();

  private Bait(String secret, Path place, ServerSocket door) {
    this.secret = secret;
    this.place = place;
    this.door = door;
  }

  /** Lays bait below the directory for temporary files. */
  public static Bait lay() throws IOException {
    byte[] random = new byte[12];
    new SecureRandom().nextBytes(random);
    String secret = "canary" + HexFormat.of().formatHex(random);
    Path place = Files.createTempDirectory(secret + "-").toRealPath();
    Bait bait = new Bait(secret, place, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    bait.fill();
    Thread.ofPlatform().daemon().name("bait-door").start(bait::watchDoor);
    return bait;
  }

  private void fill() throws IOException {
    Path outside = Files.createDirectory(place.resolve("outside"));
    Files.writeString(outside.resolve("secret.txt"), secret);
    Files.writeString(outside.resolve("secret.mjs"), "export const secret = '" + secret + "';");
    Files.writeString(outside.resolve("secret.js"), "'" + secret + "'");
    Files.writeString(outside.resolve("secret.json"), "{\"secret\": \"" + secret + "\"}");
    Files.writeString(outside.resolve("secret_module.py"), "SECRET = '" + secret + "'\n");
    Path root = Files.createDirectory(root());
    Files.writeString(root.resolve("public.txt"), "for everybody");
    Files.writeString(Files.createDirectory(root.resolve("private")).resolve("secret.txt"), secret);
    Files.createSymbolicLink(root.resolve("link-to-file"), outside.resolve("secret.txt"));
    Files.createSymbolicLink(root.resolve("link-to-directory"), outside);
    Files.createSymbolicLink(root.resolve("link-to-proc"), Path.of("/proc"));
  }

  private void watchDoor() {
    while (true) {
      try {
        door.accept().close();
        visits.incrementAndGet();
      } catch (IOException closed) {
        return;
      }
    }
  }

  /** The secret: whoever says it has escaped. */
  public String secret() {
    return secret;
  }

  /** The directory that attempts are given. */
  public Path root() {
    return place.resolve("root");
  }

  /** The file that attempts try to make. */
  public Path mark() {
    return place.resolve("mark");
  }

  /** Writes the program of an attempt down where a host without walls loads it. */
  Path program(Attempt attempt) throws IOException {
    Path directory =
        Files.createDirectories(
            programs(attempt.language()).resolve(attempt.name().replace('/', '-')));
    Map<String, String> texts = new LinkedHashMap<>(attempt.texts());
    String neighbour = Corpus.file("neighbour", attempt.language());
    texts.put(neighbour, Corpus.resource(neighbour));
    for (Map.Entry<String, String> text : texts.entrySet()) {
      Files.writeString(directory.resolve(text.getKey()), text.getValue());
    }
    return directory;
  }

  /** What attempts are told: where everything is that they must not reach. */
  public Map<String, Object> input() {
    Path outside = place.resolve("outside");
    Map<String, Object> input = new LinkedHashMap<>();
    input.put("secretFile", outside.resolve("secret.txt").toString());
    input.put("secretModule", outside.resolve("secret.mjs").toString());
    input.put("secretScript", outside.resolve("secret.js").toString());
    input.put("secretJson", outside.resolve("secret.json").toString());
    input.put("directory", outside.toString());
    input.put("mark", mark().toString());
    input.put("port", (long) door.getLocalPort());
    input.put("hostPid", ProcessHandle.current().pid());
    return input;
  }

  /** What an attempt is told to find by now, forgotten. */
  public void renew() throws IOException {
    Files.deleteIfExists(mark());
    visits.set(0);
  }

  /** Whether the mark is there. */
  public boolean marked() {
    return Files.exists(mark());
  }

  /** Whether somebody knocked. */
  public boolean visited() {
    return visits.get() > 0;
  }

  /** Words that tell something of the host to a guest that says them. */
  public static List<String> tellingWords() {
    return Stream.of(
            System.getProperty("user.dir"),
            System.getProperty("java.home"),
            System.getProperty("java.io.tmpdir") + "/symphony-",
            hostName(),
            "dev.symphony",
            "com.oracle.truffle",
            "com.oracle.graal",
            "org.graalvm.")
        .filter(word -> word.length() > 4 && !word.equals("localhost"))
        .toList();
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
    try (Stream<Path> all = Files.walk(place)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }

  /** The directory that {@link #program} uses. */
  Path programs(Language language) throws IOException {
    return Files.createDirectories(place.resolve(language.id()));
  }
}

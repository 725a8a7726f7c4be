package dev.symphony.policy.world;

import dev.symphony.capabilities.Bytes;
import dev.symphony.capabilities.right.Right;
import dev.symphony.kernel.service.Operation;
import dev.symphony.kernel.service.Resource;
import dev.symphony.kernel.service.Service;
import dev.symphony.kernel.service.ServiceCatalog;
import dev.symphony.kernel.service.ServiceDeclaration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Services for tests, with the names and forms of the real ones. */
public final class Stage {
  /** The moment at which the worlds of tests are. */
  public static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  /** Files. */
  @Service(name = "files", description = "Reads.")
  public interface Files {
    @Operation(index = 0, description = "Lists.")
    List<String> list(@Resource(Resource.Form.PATTERN) String pattern);

    @Operation(index = 1, description = "Reads bytes.")
    Bytes read(@Resource String path);

    @Operation(index = 2, description = "Reads text.")
    String readText(@Resource String path);
  }

  /** A stored artifact. */
  public record Stored(String digest, long size) {}

  /** Artifacts. */
  @Service(name = "artifacts", description = "Keeps.")
  public interface Artifacts {
    @Operation(index = 0, description = "Keeps.")
    Stored put(@Resource String name, String mediaType, @Nullable Object content);

    @Operation(index = 1, description = "Gets.")
    Bytes get(@Resource(Resource.Form.NAME) String digest);
  }

  /** Values of one extension. */
  @Service(name = "kv", description = "Remembers.")
  public interface KeyValues {
    @Operation(index = 0, description = "Gets.")
    @Nullable Object get(@Resource String key);

    @Operation(index = 1, description = "Puts.")
    void put(@Resource String key, @Nullable Object value);

    @Operation(index = 2, description = "Lists.")
    List<String> list(@Resource(Resource.Form.PREFIX) String prefix);
  }

  /** Randomness. */
  @Service(name = "random", description = "Draws.")
  public interface Randomness {
    @Operation(index = 0, description = "Draws bytes.")
    Bytes bytes(long n);
  }

  /** Calling others. */
  @Service(name = "extensions", description = "Calls.")
  public interface Extensions {
    @Operation(index = 0, description = "Calls.")
    @Nullable Object invoke(@Resource(Resource.Form.NAME) String name, @Nullable Object input);
  }

  /** The network. */
  @Service(name = "net", description = "Sends.")
  public interface Net {
    @Operation(index = 0, description = "Sends.")
    void send(@Resource(Resource.Form.NAME) String to, @Nullable Object content);
  }

  /** All of them. */
  public static final ServiceCatalog CATALOG =
      new ServiceCatalog(
          Arrays.<Class<?>>asList(
                  Files.class,
                  Artifacts.class,
                  KeyValues.class,
                  Randomness.class,
                  Extensions.class,
                  Net.class)
              .stream()
              .map(ServiceDeclaration::of)
              .toList());

  private Stage() {}

  /** A member that holds these rights. */
  public static Member member(String name, String... rights) {
    return new Member(
        name, Arrays.stream(rights).map(r -> Held.of(Right.parse(r), "given")).toList());
  }

  /** A world of these, now. */
  public static World world(Member... members) {
    return World.of(List.of(members), List.of(), NOW);
  }
}

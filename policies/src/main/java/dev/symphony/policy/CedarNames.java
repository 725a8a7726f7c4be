package dev.symphony.policy;

import com.cedarpolicy.model.entity.Entity;
import com.cedarpolicy.value.EntityTypeName;
import com.cedarpolicy.value.EntityUID;
import com.cedarpolicy.value.PrimString;
import com.cedarpolicy.value.Value;
import dev.symphony.kernel.policy.GrantRequest.Requester;
import dev.symphony.kernel.policy.Occasion;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What requests speak about, as the schema names it. */
final class CedarNames {
  private static final EntityTypeName ACTION = type("Action");
  private static final EntityTypeName EXTENSION = type("Extension");
  private static final EntityTypeName RESOURCE = type("Resource");
  private static final EntityTypeName ENDPOINT = type("Endpoint");
  private static final EntityTypeName PEER = type("Peer");
  private static final Pattern TARGET =
      Pattern.compile("([A-Z]+|\\*) ([a-z]+)://([^/]*)(?:/(.*))?");
  private static final Pattern QUALIFIED = Pattern.compile("([^/]+)/[^/]+");

  private CedarNames() {}

  private static EntityTypeName type(String name) {
    return EntityTypeName.parse("Symphony::" + name).orElseThrow();
  }

  static Entity extension(Requester requester) {
    return new Entity(
        EXTENSION.of(requester.publisher() + "/" + requester.name()),
        Map.of(
            "publisher", text(requester.publisher()),
            "name", text(requester.name()),
            "kind", text(requester.kind())),
        Set.of());
  }

  /** An operation; its parent stands for all operations of the service. */
  static Entity action(String service, String operation) {
    EntityUID all = ACTION.of(service);
    return new Entity(ACTION.of(service + "." + operation), Map.of(), Set.of(all));
  }

  static Entity resource(String service, String pattern) {
    return switch (service) {
      case "http" -> endpoint(pattern);
      case "extensions" -> peer(pattern);
      default -> new Entity(RESOURCE.of(pattern), Map.of("pattern", text(pattern)), Set.of());
    };
  }

  private static Entity endpoint(String pattern) {
    Matcher url = TARGET.matcher(pattern);
    boolean known = url.matches();
    String path = known && url.group(4) != null ? url.group(4) : "";
    return new Entity(
        ENDPOINT.of(pattern),
        Map.of(
            "pattern", text(pattern),
            "method", text(known ? url.group(1) : ""),
            "scheme", text(known ? url.group(2) : ""),
            "host", text(known ? url.group(3) : ""),
            "path", text(path)),
        Set.of());
  }

  private static Entity peer(String pattern) {
    Matcher qualified = QUALIFIED.matcher(pattern);
    String publisher = qualified.matches() ? qualified.group(1) : "";
    return new Entity(
        PEER.of(pattern), Map.of("pattern", text(pattern), "publisher", text(publisher)), Set.of());
  }

  static String occasion(Occasion occasion) {
    return switch (occasion) {
      case Occasion.Installation o -> "install";
      case Occasion.Delegation o -> "delegation";
      case Occasion.RunTime o -> o.span().name().toLowerCase(Locale.ROOT);
    };
  }

  static String delegator(Occasion occasion) {
    return occasion instanceof Occasion.Delegation(Requester from) ? from.publisher() : "";
  }

  static Value text(String text) {
    return new PrimString(text);
  }
}

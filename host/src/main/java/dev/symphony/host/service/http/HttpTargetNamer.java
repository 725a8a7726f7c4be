package dev.symphony.host.service.http;

import dev.symphony.kernel.service.ResourceNamer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names the target of a request, so that the gate can match it. */
public final class HttpTargetNamer implements ResourceNamer {
  /** A namer of targets. */
  public HttpTargetNamer() {}

  @Override
  public @Nullable String name(@Nullable Object argument) {
    if (!(argument instanceof Map<?, ?> request) || !(request.get("url") instanceof String url)) {
      return null;
    }
    Object method = request.get("method");
    return switch (method) {
      case null -> name(HttpTarget.DEFAULT_METHOD, url);
      case String text -> name(text, url);
      default -> null;
    };
  }

  private static @Nullable String name(String method, String url) {
    return HttpTarget.parse(method, url).map(HttpTarget::resource).orElse(null);
  }
}

package dev.symphony.registry.remote;

import com.fasterxml.jackson.databind.JsonNode;
import dev.symphony.registry.Json;
import dev.symphony.registry.Refused;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers a registry that asks who is there: with the credentials, or with a token that it sends
 * for to the place that the registry names. Credentials and tokens travel over HTTPS only, on this
 * machine itself over HTTP.
 */
final class RegistryLogin {
  private static final Pattern PARAMETER = Pattern.compile("([a-z]+)=\"([^\"]*)\"");
  private static final long MAX_TOKEN_BYTES = 1L << 16;

  private final RegistryHttp http;
  private final Optional<Credentials> credentials;

  RegistryLogin(RegistryHttp http, Optional<Credentials> credentials) {
    this.http = http;
    this.credentials = credentials;
  }

  /** The header {@code Authorization} for a registry that asked with {@code challenge}. */
  Optional<String> answer(String challenge) throws Refused {
    if (challenge.regionMatches(true, 0, "Basic ", 0, 6)) {
      return credentials.map(Credentials::basic);
    }
    return challenge.regionMatches(true, 0, "Bearer ", 0, 7) ? token(challenge) : Optional.empty();
  }

  private Optional<String> token(String challenge) throws Refused {
    Map<String, String> parameters = new HashMap<>();
    Matcher found = PARAMETER.matcher(challenge);
    while (found.find()) {
      parameters.put(found.group(1), found.group(2));
    }
    Optional<URI> realm = Optional.ofNullable(parameters.get("realm")).flatMap(RegistryLogin::uri);
    if (realm.isEmpty()) {
      return Optional.empty();
    }
    String query =
        "service="
            + encoded(parameters.getOrDefault("service", ""))
            + "&scope="
            + encoded(parameters.getOrDefault("scope", ""));
    String separator = realm.get().getRawQuery() == null ? "?" : "&";
    HttpRequest.Builder request = http.to(URI.create(realm.get() + separator + query)).GET();
    credentials.ifPresent(c -> request.header("Authorization", c.basic()));
    RegistryHttp.Answer given = http.exchange(request.build(), MAX_TOKEN_BYTES);
    if (given.status() != 200) {
      return Optional.empty();
    }
    JsonNode answer = parsed(given);
    String token =
        Optional.ofNullable(answer.path("token").textValue())
            .or(() -> Optional.ofNullable(answer.path("access_token").textValue()))
            .orElse("");
    return Optional.of(token).filter(t -> !t.isEmpty()).map(t -> "Bearer " + t);
  }

  private static JsonNode parsed(RegistryHttp.Answer answer) throws Refused {
    try {
      return Json.parse(answer.body());
    } catch (IllegalArgumentException e) {
      throw new Refused(
          "registry-unreachable", "the registry gives no token: " + e.getMessage(), e);
    }
  }

  /** A place that may see credentials. */
  private static Optional<URI> uri(String text) {
    try {
      URI uri = URI.create(text);
      String host = Optional.ofNullable(uri.getHost()).orElse("");
      boolean here = host.equals("localhost") || host.equals("127.0.0.1");
      boolean safe = "https".equals(uri.getScheme()) || (here && "http".equals(uri.getScheme()));
      return Optional.of(uri).filter(u -> safe && !host.isEmpty());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}

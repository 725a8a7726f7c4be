package dev.symphony.host.service.http;

import dev.symphony.capabilities.Bytes;
import dev.symphony.kernel.service.ServiceFailure;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;

/** The reading of one answer. */
final class HttpExchange {
  private final HttpTarget target;
  private final int maxBytes;
  private final Runnable stop;

  /**
   * The reading of the answer of {@code target}.
   *
   * @param stop cuts the connection: otherwise the rest of an answer is read when it is closed
   */
  HttpExchange(HttpTarget target, int maxBytes, Runnable stop) {
    this.target = target;
    this.maxBytes = maxBytes;
    this.stop = stop;
  }

  HttpAnswer read(ClassicHttpResponse response) throws IOException {
    Map<String, String> headers = headers(response);
    Optional<String> location =
        response.getCode() / 100 == 3
            ? Optional.ofNullable(headers.get("location")).flatMap(this::follow)
            : Optional.empty();
    return new HttpAnswer(response.getCode(), headers, body(response.getEntity()), location);
  }

  private static Map<String, String> headers(ClassicHttpResponse response) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (Header header : response.getHeaders()) {
      String value = Optional.ofNullable(header.getValue()).orElse("");
      headers.merge(header.getName().toLowerCase(Locale.ROOT), value, (a, b) -> a + ", " + b);
    }
    return headers;
  }

  private Bytes body(HttpEntity entity) throws IOException {
    if (entity == null) {
      return Bytes.empty();
    }
    try (InputStream content = entity.getContent()) {
      byte[] read = content.readNBytes(maxBytes);
      if (content.read() >= 0) {
        stop.run();
        throw new ServiceFailure(
            "http-too-large", "the answer has more than " + maxBytes + " bytes");
      }
      return Bytes.ofOwnedArray(read);
    }
  }

  /** Where the redirect leads; nothing when no request can go there. */
  private Optional<String> follow(String location) {
    try {
      URI there = URI.create(target.url()).resolve(location);
      String address = there.toString();
      int fragment = address.indexOf('#');
      return HttpTarget.parse(
              HttpTarget.DEFAULT_METHOD, fragment < 0 ? address : address.substring(0, fragment))
          .map(HttpTarget::url);
    } catch (IllegalArgumentException e) {
      // Not an address: the header is there for whoever wants to see it.
      return Optional.empty();
    }
  }
}

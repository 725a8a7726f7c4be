package dev.symphony.host.service.http;

import dev.symphony.capabilities.Bytes;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a server answered.
 *
 * @param status for example 200
 * @param headers by lower-case name; values of a repeated header joined by a comma and a space
 * @param body as it was sent: what is compressed stays compressed
 * @param location where a redirect leads, as a full address that can be requested
 */
public record HttpAnswer(
    long status, Map<String, String> headers, Bytes body, Optional<String> location) {
  public HttpAnswer {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }
}

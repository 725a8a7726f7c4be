package dev.symphony.host.service.http;

import java.util.Map;
import java.util.Optional;

/**
 * A request as a guest makes it.
 *
 * @param method GET (which it is when it is left out), HEAD, POST, PUT, PATCH, DELETE or OPTIONS
 * @param url an http or https address in ASCII, with no user and no fragment
 * @param headers by name; none of those that steer the connection
 * @param body text (sent as UTF-8) or bytes
 */
public record HttpRequest(
    Optional<String> method,
    String url,
    Optional<Map<String, String>> headers,
    Optional<Object> body) {}

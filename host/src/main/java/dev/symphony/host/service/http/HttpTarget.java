package dev.symphony.host.service.http;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a request goes, in the one form that it can be written in. The address is taken apart here
 * and sent as it is put together here, so that nobody reads it in another way than the gate did.
 *
 * <ul>
 *   <li>scheme {@code http} or {@code https}, host in lower case, no user, no fragment;
 *   <li>host: a name of ASCII letters, digits and hyphens (international names in their {@code
 *       xn--} form), four decimal numbers, or an IPv6 address in brackets;
 *   <li>port: left out when it is the usual one of the scheme;
 *   <li>path: {@code /} when there is none; no empty segment but the last, no {@code .} or {@code
 *       ..}, also not as {@code %2e}; no encoded slash, backslash, percent sign or control
 *       character; percent encoding in upper case, and only where it is needed.
 * </ul>
 *
 * @param method in upper case
 * @param scheme {@code http} or {@code https}
 * @param host without brackets
 * @param port from 1 to 65535
 * @param path with percent encoding
 * @param query with percent encoding, without the question mark; empty when there is none
 */
record HttpTarget(String method, String scheme, String host, int port, String path, String query) {
  static final String DEFAULT_METHOD = "GET";

  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
  private static final int MAX_LENGTH = 4096;
  private static final Pattern URL =
      Pattern.compile(
          "(?<scheme>https?)://(?<host>[A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+])(:(?<port>[0-9]{1,5}))?"
              + "(?<path>/[^?#]*)?(\\?(?<query>[^#]*))?",
          Pattern.CASE_INSENSITIVE);

  /** Reads a method and an address; nothing when they are not a target. */
  static Optional<HttpTarget> parse(String method, String url) {
    if (!METHODS.contains(method) || url.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    Matcher parts = URL.matcher(url);
    return parts.matches() ? of(method, parts) : Optional.empty();
  }

  private static Optional<HttpTarget> of(String method, Matcher parts) {
    String scheme = parts.group("scheme").toLowerCase(Locale.ROOT);
    String port = parts.group("port");
    int number = port == null ? usualPort(scheme) : Integer.parseInt(port);
    Optional<String> host = HostName.canonical(parts.group("host"));
    Optional<String> path = UrlText.path(Optional.ofNullable(parts.group("path")).orElse("/"));
    Optional<String> query = UrlText.query(Optional.ofNullable(parts.group("query")).orElse(""));
    if (host.isEmpty() || path.isEmpty() || query.isEmpty() || number < 1 || number > 65_535) {
      return Optional.empty();
    }
    return Optional.of(new HttpTarget(method, scheme, host.get(), number, path.get(), query.get()));
  }

  private static int usualPort(String scheme) {
    return scheme.equals("https") ? 443 : 80;
  }

  /** The name that the gate matches: everything but the query. */
  String resource() {
    return method + " " + origin() + path;
  }

  /** The whole address. */
  String url() {
    return origin() + path + (query.isEmpty() ? "" : "?" + query);
  }

  private String origin() {
    String shown = host.contains(":") ? "[" + host + "]" : host;
    return scheme + "://" + shown + (port == usualPort(scheme) ? "" : ":" + port);
  }
}

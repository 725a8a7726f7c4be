package dev.symphony.host.service.http;

import dev.symphony.kernel.service.ServiceFailure;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The check of headers that a guest wants to send. */
final class RequestHeaders {
  private static final int MAX_COUNT = 64;
  private static final int MAX_VALUE_LENGTH = 8192;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,128}");
  private static final Pattern VALUE =
      Pattern.compile("[\\x21-\\x7e]([\\x20-\\x7e\\t]*[\\x21-\\x7e])?|");

  /** What steers the connection, or says who asks: the host's business. */
  private static final Set<String> RESERVED =
      Set.of(
          "connection",
          "content-length",
          "expect",
          "forwarded",
          "host",
          "http2-settings",
          "keep-alive",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "via",
          "x-real-ip");

  private RequestHeaders() {}

  static void check(Map<String, String> headers) {
    if (headers.size() > MAX_COUNT) {
      throw failure("a request has at most " + MAX_COUNT + " headers");
    }
    headers.forEach(RequestHeaders::check);
  }

  private static void check(String name, String value) {
    if (!NAME.matcher(name).matches()) {
      throw failure("a header's name is made of letters, digits and hyphens");
    }
    if (isReserved(name.toLowerCase(Locale.ROOT))) {
      throw failure("the header '" + name + "' is set by the host alone");
    }
    if (value.length() > MAX_VALUE_LENGTH || !VALUE.matcher(value).matches()) {
      throw failure("the value of '" + name + "' is not printable ASCII, or too long");
    }
  }

  private static boolean isReserved(String name) {
    return RESERVED.contains(name)
        || name.startsWith("proxy-")
        || name.startsWith("sec-")
        || name.startsWith("x-forwarded-");
  }

  private static ServiceFailure failure(String message) {
    return new ServiceFailure("http-header", message);
  }
}

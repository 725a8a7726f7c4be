package dev.symphony.host.service.http;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The one way to write the host of an address. */
final class HostName {
  private static final String BYTE = "(0|[1-9][0-9]?|1[0-9][0-9]|2[0-4][0-9]|25[0-5])";
  private static final Pattern IPV4 = Pattern.compile(BYTE + "(\\." + BYTE + "){3}");
  private static final String LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
  private static final Pattern NAME = Pattern.compile("(" + LABEL + "\\.)*" + LABEL);
  private static final Pattern NUMBER = Pattern.compile("([0-9]+|0x[0-9a-f]*)");
  private static final int MAX_LENGTH = 253;

  private HostName() {}

  static Optional<String> canonical(String host) {
    if (host.startsWith("[")) {
      return ipv6(host.substring(1, host.length() - 1));
    }
    String lower = host.toLowerCase(Locale.ROOT);
    boolean named = NAME.matcher(lower).matches() && !endsWithNumber(lower);
    return lower.length() <= MAX_LENGTH && (named || IPV4.matcher(lower).matches())
        ? Optional.of(lower)
        : Optional.empty();
  }

  /** Whether somebody could read the name as an address: {@code 127.1}, {@code 0x7f000001}. */
  private static boolean endsWithNumber(String host) {
    return NUMBER.matcher(host.substring(host.lastIndexOf('.') + 1)).matches();
  }

  private static Optional<String> ipv6(String text) {
    if (!text.contains(":")) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.ofLiteral(text).getHostAddress());
    } catch (IllegalArgumentException e) {
      // Not an address after all.
      return Optional.empty();
    }
  }
}

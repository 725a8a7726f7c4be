package dev.symphony.host.service.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.apache.hc.client5.http.DnsResolver;

/**
 * The only way from a host to addresses: one look-up, its result checked, and the connection made
 * to what was checked. A name that leads to an address out of reach, even among others, is refused.
 */
final class CheckedResolver implements DnsResolver {
  private final HostLookup lookup;
  private final HttpReach reach;

  CheckedResolver(HostLookup lookup, HttpReach reach) {
    this.lookup = lookup;
    this.reach = reach;
  }

  /** Says that a host is out of reach. */
  static final class OutOfReachException extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    OutOfReachException() {
      super("the host has an address out of reach");
    }
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    InetAddress[] addresses = addresses(host);
    if (addresses.length == 0 || !Arrays.stream(addresses).allMatch(reach::includes)) {
      throw new OutOfReachException();
    }
    return addresses;
  }

  private InetAddress[] addresses(String host) throws UnknownHostException {
    boolean literal = host.contains(":") || Character.isDigit(host.charAt(host.length() - 1));
    if (!literal) {
      return lookup.addresses(host);
    }
    try {
      return new InetAddress[] {InetAddress.ofLiteral(host)};
    } catch (IllegalArgumentException e) {
      return lookup.addresses(host);
    }
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }
}

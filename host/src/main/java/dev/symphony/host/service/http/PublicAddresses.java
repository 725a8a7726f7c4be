package dev.symphony.host.service.http;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;

/**
 * The addresses of the public internet: those that the IANA registries of special-purpose addresses
 * do not set aside. Addresses that carry another address inside (6to4, Teredo, NAT64, mapped IPv4)
 * are not public, since where they lead is up to somebody else.
 */
final class PublicAddresses {
  private static final List<Block> SPECIAL_IPV4 =
      List.of(
          Block.of("0.0.0.0", 8),
          Block.of("10.0.0.0", 8),
          Block.of("100.64.0.0", 10),
          Block.of("127.0.0.0", 8),
          Block.of("168.63.129.16", 32), // the metadata service of a large provider
          Block.of("169.254.0.0", 16),
          Block.of("172.16.0.0", 12),
          Block.of("192.0.0.0", 24),
          Block.of("192.0.2.0", 24),
          Block.of("192.31.196.0", 24),
          Block.of("192.52.193.0", 24),
          Block.of("192.88.99.0", 24),
          Block.of("192.168.0.0", 16),
          Block.of("192.175.48.0", 24),
          Block.of("198.18.0.0", 15),
          Block.of("198.51.100.0", 24),
          Block.of("203.0.113.0", 24),
          Block.of("224.0.0.0", 3));

  private static final Block GLOBAL_IPV6 = Block.of("2000::", 3);
  private static final List<Block> SPECIAL_IPV6 =
      List.of(
          Block.of("2001::", 23),
          Block.of("2001:db8::", 32),
          Block.of("2002::", 16),
          Block.of("2620:4f:8000::", 48),
          Block.of("3fff::", 20));

  private PublicAddresses() {}

  static boolean include(InetAddress address) {
    if (address instanceof Inet4Address) {
      return SPECIAL_IPV4.stream().noneMatch(block -> block.contains(address));
    }
    return GLOBAL_IPV6.contains(address)
        && SPECIAL_IPV6.stream().noneMatch(block -> block.contains(address));
  }

  /** The addresses that start with the same bits. */
  private record Block(InetAddress first, int bits) {
    static Block of(String first, int bits) {
      return new Block(InetAddress.ofLiteral(first), bits);
    }

    boolean contains(InetAddress address) {
      byte[] mine = first.getAddress();
      byte[] other = address.getAddress();
      if (mine.length != other.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> (bit % 8);
        if (((mine[bit / 8] ^ other[bit / 8]) & mask) != 0) {
          return false;
        }
      }
      return true;
    }
  }
}

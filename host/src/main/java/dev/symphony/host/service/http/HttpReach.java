package dev.symphony.host.service.http;

import java.net.InetAddress;

/** Which addresses requests may go to, whatever name they go by. */
public enum HttpReach {
  /** Addresses of the public internet. */
  PUBLIC_ADDRESSES {
    @Override
    boolean includes(InetAddress address) {
      return PublicAddresses.include(address);
    }
  },
  /** Also this machine, private networks and metadata services: for who owns them only. */
  INCLUDING_PRIVATE_ADDRESSES {
    @Override
    boolean includes(InetAddress address) {
      return !address.isMulticastAddress() && !address.isAnyLocalAddress();
    }
  };

  abstract boolean includes(InetAddress address);
}

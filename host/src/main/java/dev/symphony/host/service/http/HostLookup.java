package dev.symphony.host.service.http;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** How the addresses of a name are found. */
@FunctionalInterface
public interface HostLookup {
  /** All addresses of {@code name}, at least one. */
  InetAddress[] addresses(String name) throws UnknownHostException;
}

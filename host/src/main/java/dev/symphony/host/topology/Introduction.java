package dev.symphony.host.topology;

import dev.symphony.kernel.grant.Grant;
import dev.symphony.sandbox.peer.PeerCapabilities.Recording;
import dev.symphony.sandbox.peer.PeerCapability;

/**
 * What somebody may call of a member, and by what.
 *
 * @param grant what the kernel knows of it
 * @param capability what whoever calls shows
 * @param recording who records the calls
 */
record Introduction(Grant grant, PeerCapability capability, Recording recording) {}

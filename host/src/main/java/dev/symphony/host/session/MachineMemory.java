package dev.symphony.host.session;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** How much memory there is for this host and what it starts. */
final class MachineMemory {
  private static final long USUAL_BYTES = 4L << 30;

  private MachineMemory() {}

  static long bytes() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
        ? system.getTotalMemorySize()
        : USUAL_BYTES;
  }
}

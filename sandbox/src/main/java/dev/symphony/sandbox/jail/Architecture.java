package dev.symphony.sandbox.jail;

import java.util.Optional;

/** A processor architecture whose Linux system call numbers are known here. */
public enum Architecture {
  X86_64(0xC000003E),
  AARCH64(0xC00000B7);

  private final int auditCode;

  Architecture(int auditCode) {
    this.auditCode = auditCode;
  }

  /** The {@code AUDIT_ARCH_*} constant with which seccomp names this architecture. */
  int auditCode() {
    return auditCode;
  }

  /** The architecture that a JVM calls {@code osArch}, if it is one of these. */
  static Optional<Architecture> of(String osArch) {
    return switch (osArch) {
      case "amd64", "x86_64" -> Optional.of(X86_64);
      case "aarch64", "arm64" -> Optional.of(AARCH64);
      default -> Optional.empty();
    };
  }
}

package dev.symphony.sandbox.jail;

/** What a system call filter does with a call ({@code SECCOMP_RET_*}). */
enum Verdict {
  /** The call is made. */
  ALLOW(0x7FFF0000),
  /** The call fails with {@code EPERM}. */
  REFUSE(0x00050000 | LinuxKernel.EPERM),
  /** The call fails with {@code ENOSYS}, as on a kernel that does not have it. */
  UNKNOWN(0x00050000 | LinuxKernel.ENOSYS),
  /** The whole process is killed with {@code SIGSYS}. */
  KILL(0x80000000);

  private final int code;

  Verdict(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }
}

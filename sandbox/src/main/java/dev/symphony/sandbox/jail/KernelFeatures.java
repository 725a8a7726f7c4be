package dev.symphony.sandbox.jail;

import dev.symphony.kernel.guest.IsolationLabel;
import dev.symphony.kernel.guest.Wall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What this machine offers to build walls with, as tried a moment ago.
 *
 * @param landlockAbi the Landlock ABI of the kernel, 0 when there is none
 * @param launcher whether processes can be started from inside a jailed thread
 * @param noNewPrivileges whether a thread can give up new privileges
 * @param seccomp whether a system call filter for all threads can be put on
 * @param userNamespaces whether a process of this user can make a user namespace
 * @param bubblewrap whether the program {@code bwrap} is there and works
 * @param controlGroupsV1 whether memory and pids groups of version 1 can be made
 * @param controlGroupsV2 whether groups of version 2 with memory and pids can be made
 */
public record KernelFeatures(
    int landlockAbi,
    Finding launcher,
    Finding noNewPrivileges,
    Finding seccomp,
    Finding userNamespaces,
    Finding bubblewrap,
    Finding controlGroupsV1,
    Finding controlGroupsV2) {

  private static final int PR_GET_NO_NEW_PRIVS = 39;
  private static final Path UNSHARE = Path.of("/usr/bin/unshare");
  private static final Path MAX_USER_NAMESPACES = Path.of("/proc/sys/user/max_user_namespaces");

  /**
   * Probes this machine; starts a few short processes for it.
   *
   * @throws InterruptedException when the current thread is interrupted while one of them runs
   */
  public static KernelFeatures probe() throws InterruptedException {
    Optional<LinuxKernel> kernel = LinuxKernel.current();
    if (kernel.isEmpty()) {
      return nothing();
    }
    return new KernelFeatures(
        Landlock.kernelAbi(kernel.get()),
        launcherFinding(),
        noNewPrivilegesFinding(kernel.get()),
        Seccomp.isPresent(kernel.get())
            ? Finding.present("the kernel can filter and kill")
            : Finding.absent("the kernel was built without filters"),
        userNamespacesFinding(),
        Bubblewrap.probe(),
        ControlGroup.probe(ControlGroup.Version.V1),
        ControlGroup.probe(ControlGroup.Version.V2));
  }

  /** The walls that {@link JailedLauncher} and {@link Seccomp} can build here together. */
  public IsolationLabel attainable() {
    IsolationLabel label = IsolationLabel.PROCESS;
    if (launcher.isPresent() && noNewPrivileges.isPresent()) {
      label =
          label.with(Wall.NO_NEW_PRIVILEGES).with(Wall.NO_CAPABILITIES).with(Wall.RESOURCE_LIMITS);
      if (landlockAbi > 0) {
        label = label.with(Wall.LANDLOCK, Math.min(landlockAbi, Landlock.NEWEST_ABI));
      }
    }
    return seccomp.isPresent() ? label.with(Wall.SECCOMP) : label;
  }

  private static KernelFeatures nothing() {
    Finding absent = Finding.absent("no system calls of Linux on x86_64 or aarch64 here");
    return new KernelFeatures(0, absent, absent, absent, absent, absent, absent, absent);
  }

  private static Finding launcherFinding() {
    return SpawnFunctions.current().isPresent()
        ? Finding.present("posix_spawn with everything it needs")
        : Finding.absent("the C library has no posix_spawn_file_actions_addclosefrom_np");
  }

  private static Finding noNewPrivilegesFinding(LinuxKernel kernel) {
    long state = kernel.call(Syscall.PRCTL, PR_GET_NO_NEW_PRIVS);
    return state < 0
        ? Finding.absent("prctl: " + Failure.describe((int) -state))
        : Finding.present(state == 1 ? "already on in this process" : "the kernel has it");
  }

  private static Finding userNamespacesFinding() throws InterruptedException {
    if (!Files.isExecutable(UNSHARE)) {
      return Finding.unknown("no " + UNSHARE + " to try with; allowed at most " + maximum());
    }
    return Trial.of(UNSHARE.toString(), "--user", "--map-root-user", "/bin/true");
  }

  private static String maximum() {
    try {
      return Files.readString(MAX_USER_NAMESPACES).strip();
    } catch (IOException unreadable) {
      return "an unknown number";
    }
  }
}

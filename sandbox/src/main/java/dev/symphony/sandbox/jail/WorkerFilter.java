package dev.symphony.sandbox.jail;

import dev.symphony.sandbox.jail.ArgumentRule.NullPointer;
import dev.symphony.sandbox.jail.ArgumentRule.Word;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The system calls of a warm worker: an allow-list. A call is decided by the first of these that
 * fits.
 *
 * <ol>
 *   <li>Another architecture, or the x32 numbers of x86_64: the process is killed.
 *   <li>{@link #ALLOWED}: made. Files are opened freely here, Landlock decides which.
 *   <li>Some calls for some arguments only ({@link #rules}): threads but no processes, signals to
 *       the worker itself, limits read but not set, sockets used but not addressed.
 *   <li>{@link #KILLED}, which no worker calls unless somebody broke it open: killed.
 *   <li>{@code clone3}, whose flags a filter cannot see, and calls newer than this table: as if the
 *       kernel did not have them, so that libraries take the older call.
 *   <li>Everything else, executing, sockets and changing file metadata among it: EPERM.
 * </ol>
 */
final class WorkerFilter {
  private static final int X32_BIT = 0x40000000;
  private static final int FIRST_UNKNOWN_NUMBER = 451;

  private static final int THREAD_FLAGS = 0x00010000 | 0x00000100 | 0x00000800;
  private static final int NAMESPACE_FLAGS = 0x7E020000;

  private static final int PR_GET_DUMPABLE = 3;
  private static final int PR_SET_NAME = 15;
  private static final int PR_GET_NAME = 16;
  private static final int PR_SET_VMA = 0x53564D41;
  private static final int TCGETS = 0x5401;
  private static final int TIOCGWINSZ = 0x5413;
  private static final int FIONREAD = 0x541B;
  private static final int FIONBIO = 0x5421;
  private static final int F_DUPFD_CLOEXEC = 1030;

  /** Calls that are made whatever their arguments. */
  static final Set<Syscall> ALLOWED =
      Set.of(
          Syscall.READ,
          Syscall.WRITE,
          Syscall.READV,
          Syscall.WRITEV,
          Syscall.PREAD64,
          Syscall.PWRITE64,
          Syscall.PREADV,
          Syscall.PWRITEV,
          Syscall.PREADV2,
          Syscall.PWRITEV2,
          Syscall.CLOSE,
          Syscall.CLOSE_RANGE,
          Syscall.OPEN,
          Syscall.OPENAT,
          Syscall.OPENAT2,
          Syscall.CREAT,
          Syscall.LSEEK,
          Syscall.STAT,
          Syscall.FSTAT,
          Syscall.LSTAT,
          Syscall.NEWFSTATAT,
          Syscall.STATX,
          Syscall.STATFS,
          Syscall.FSTATFS,
          Syscall.ACCESS,
          Syscall.FACCESSAT,
          Syscall.FACCESSAT2,
          Syscall.READLINK,
          Syscall.READLINKAT,
          Syscall.GETDENTS,
          Syscall.GETDENTS64,
          Syscall.GETCWD,
          Syscall.FLOCK,
          Syscall.FTRUNCATE,
          Syscall.FALLOCATE,
          Syscall.FSYNC,
          Syscall.FDATASYNC,
          Syscall.FADVISE64,
          Syscall.DUP,
          Syscall.DUP2,
          Syscall.DUP3,
          Syscall.PIPE,
          Syscall.PIPE2,
          Syscall.MMAP,
          Syscall.MUNMAP,
          Syscall.MREMAP,
          Syscall.MPROTECT,
          Syscall.MADVISE,
          Syscall.MSYNC,
          Syscall.MINCORE,
          Syscall.BRK,
          Syscall.MEMBARRIER,
          Syscall.GET_MEMPOLICY,
          Syscall.POLL,
          Syscall.PPOLL,
          Syscall.SELECT,
          Syscall.PSELECT6,
          Syscall.EPOLL_CREATE,
          Syscall.EPOLL_CREATE1,
          Syscall.EPOLL_CTL,
          Syscall.EPOLL_WAIT,
          Syscall.EPOLL_PWAIT,
          Syscall.EPOLL_PWAIT2,
          Syscall.EVENTFD,
          Syscall.EVENTFD2,
          Syscall.SENDMSG,
          Syscall.SENDMMSG,
          Syscall.RECVFROM,
          Syscall.RECVMSG,
          Syscall.RECVMMSG,
          Syscall.SHUTDOWN,
          Syscall.GETSOCKOPT,
          Syscall.SETSOCKOPT,
          Syscall.GETSOCKNAME,
          Syscall.GETPEERNAME,
          Syscall.FUTEX,
          Syscall.FUTEX_WAITV,
          Syscall.SET_ROBUST_LIST,
          Syscall.GET_ROBUST_LIST,
          Syscall.SET_TID_ADDRESS,
          Syscall.RSEQ,
          Syscall.EXIT,
          Syscall.EXIT_GROUP,
          Syscall.SCHED_YIELD,
          Syscall.SCHED_GETAFFINITY,
          Syscall.SCHED_GETPARAM,
          Syscall.SCHED_GETSCHEDULER,
          Syscall.SCHED_GET_PRIORITY_MAX,
          Syscall.SCHED_GET_PRIORITY_MIN,
          Syscall.GETPRIORITY,
          Syscall.GETCPU,
          Syscall.RT_SIGACTION,
          Syscall.RT_SIGPROCMASK,
          Syscall.RT_SIGRETURN,
          Syscall.RT_SIGPENDING,
          Syscall.RT_SIGSUSPEND,
          Syscall.RT_SIGTIMEDWAIT,
          Syscall.SIGALTSTACK,
          Syscall.RESTART_SYSCALL,
          Syscall.NANOSLEEP,
          Syscall.CLOCK_NANOSLEEP,
          Syscall.CLOCK_GETTIME,
          Syscall.CLOCK_GETRES,
          Syscall.GETTIMEOFDAY,
          Syscall.TIME,
          Syscall.TIMES,
          Syscall.GETRUSAGE,
          Syscall.SYSINFO,
          Syscall.UNAME,
          Syscall.GETRANDOM,
          Syscall.GETPID,
          Syscall.GETTID,
          Syscall.GETPPID,
          Syscall.GETUID,
          Syscall.GETEUID,
          Syscall.GETGID,
          Syscall.GETEGID,
          Syscall.GETGROUPS,
          Syscall.GETPGRP,
          Syscall.GETPGID,
          Syscall.GETSID,
          Syscall.GETRESUID,
          Syscall.GETRESGID,
          Syscall.GETRLIMIT,
          Syscall.CAPGET);

  /** Calls that kill the process. */
  static final Set<Syscall> KILLED =
      Set.of(
          Syscall.PTRACE,
          Syscall.PROCESS_VM_READV,
          Syscall.PROCESS_VM_WRITEV,
          Syscall.BPF,
          Syscall.PERF_EVENT_OPEN,
          Syscall.KEXEC_LOAD,
          Syscall.KEXEC_FILE_LOAD,
          Syscall.INIT_MODULE,
          Syscall.FINIT_MODULE,
          Syscall.DELETE_MODULE,
          Syscall.MOUNT,
          Syscall.UMOUNT2,
          Syscall.PIVOT_ROOT,
          Syscall.CHROOT,
          Syscall.MOVE_MOUNT,
          Syscall.OPEN_TREE,
          Syscall.FSOPEN,
          Syscall.FSCONFIG,
          Syscall.FSMOUNT,
          Syscall.FSPICK,
          Syscall.MOUNT_SETATTR,
          Syscall.SETNS,
          Syscall.UNSHARE,
          Syscall.KEYCTL,
          Syscall.ADD_KEY,
          Syscall.REQUEST_KEY,
          Syscall.USERFAULTFD,
          Syscall.OPEN_BY_HANDLE_AT,
          Syscall.IO_URING_SETUP,
          Syscall.IO_URING_ENTER,
          Syscall.IO_URING_REGISTER,
          Syscall.SWAPON,
          Syscall.SWAPOFF,
          Syscall.REBOOT,
          Syscall.ACCT,
          Syscall.QUOTACTL,
          Syscall.IOPL,
          Syscall.IOPERM,
          Syscall.MODIFY_LDT,
          Syscall.PIDFD_GETFD,
          Syscall.KCMP);

  private WorkerFilter() {}

  /** The calls that are made for some arguments only; {@code pid} is the worker's own id. */
  static List<ArgumentRule> rules(int pid) {
    return List.of(
        new Word(Syscall.CLONE, 0, THREAD_FLAGS | NAMESPACE_FLAGS, List.of(THREAD_FLAGS)),
        Word.in(Syscall.KILL, 0, pid),
        Word.in(Syscall.TGKILL, 0, pid),
        Word.in(Syscall.RT_SIGQUEUEINFO, 0, pid),
        new NullPointer(Syscall.PRLIMIT64, 2),
        new NullPointer(Syscall.SENDTO, 4),
        Word.in(Syscall.PRCTL, 0, PR_GET_DUMPABLE, PR_SET_NAME, PR_GET_NAME, PR_SET_VMA),
        Word.in(Syscall.IOCTL, 1, TCGETS, TIOCGWINSZ, FIONREAD, FIONBIO),
        Word.in(Syscall.FCNTL, 1, 0, 1, 2, 3, 4, 5, 6, 7, F_DUPFD_CLOEXEC));
  }

  /** The filter for a worker with process id {@code pid} on {@code architecture}. */
  static FilterProgram program(Architecture architecture, int pid) {
    FilterProgram program =
        new FilterProgram()
            .load(FilterProgram.ARCHITECTURE)
            .ifEqual(architecture.auditCode(), 1, 0)
            .verdict(Verdict.KILL)
            .load(FilterProgram.NUMBER)
            .ifAtLeast(X32_BIT, 0, 1)
            .verdict(Verdict.KILL);
    decide(program, architecture, ALLOWED, Verdict.ALLOW);
    for (ArgumentRule rule : rules(pid)) {
      decide(program, rule.call().number(architecture), rule.decision());
    }
    decide(program, architecture, KILLED, Verdict.KILL);
    decide(program, architecture, Set.of(Syscall.CLONE3), Verdict.UNKNOWN);
    return program
        .ifAtLeast(FIRST_UNKNOWN_NUMBER, 0, 1)
        .verdict(Verdict.UNKNOWN)
        .verdict(Verdict.REFUSE);
  }

  private static void decide(
      FilterProgram program, Architecture architecture, Set<Syscall> calls, Verdict verdict) {
    calls.stream()
        .sorted()
        .forEach(call ->
            decide(program, call.number(architecture), new FilterProgram().verdict(verdict)));
  }

  private static void decide(FilterProgram program, OptionalInt number, FilterProgram decision) {
    if (number.isPresent()) {
      program.ifEqual(number.getAsInt(), 0, decision.size()).append(decision);
    }
  }
}

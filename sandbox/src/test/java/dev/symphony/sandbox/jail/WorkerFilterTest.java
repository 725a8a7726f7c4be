package dev.symphony.sandbox.jail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The verdicts of the worker's filter, for both architectures on whatever machine runs this. */
class WorkerFilterTest {
  private static final int PID = 4711;

  private static Verdict ask(Architecture on, Syscall call, long... arguments) {
    OptionalInt number = call.number(on);
    return FilterMachine.run(
        WorkerFilter.program(on, PID), on.auditCode(), number.orElseThrow(), arguments);
  }

  @ParameterizedTest
  @EnumSource
  void theTwoLists_areDisjointAndDecide(Architecture on) {
    for (Syscall call : Syscall.values()) {
      boolean allowed = WorkerFilter.ALLOWED.contains(call);
      boolean killed = WorkerFilter.KILLED.contains(call);
      assertTrue(!(allowed && killed), call::name);
      if (call.number(on).isPresent() && (allowed || killed)) {
        assertEquals(allowed ? Verdict.ALLOW : Verdict.KILL, ask(on, call), call::name);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void callsNobodyNamed_areRefused(Architecture on) {
    var named =
        java.util.Arrays.stream(Syscall.values())
            .flatMapToInt(call -> call.number(on).stream())
            .boxed()
            .collect(Collectors.toSet());
    for (int number = 0; number < 600; number++) {
      if (!named.contains(number)) {
        Verdict verdict =
            FilterMachine.run(WorkerFilter.program(on, PID), on.auditCode(), number, 0, 0);
        assertEquals(number < 451 ? Verdict.REFUSE : Verdict.UNKNOWN, verdict, "call " + number);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void executionAndSockets_areRefused(Architecture on) {
    for (Syscall call :
        new Syscall[] {
          Syscall.EXECVE, Syscall.EXECVEAT, Syscall.SOCKET, Syscall.SOCKETPAIR, Syscall.CONNECT,
          Syscall.BIND, Syscall.LISTEN, Syscall.ACCEPT, Syscall.ACCEPT4, Syscall.SECCOMP,
          Syscall.PIDFD_OPEN, Syscall.PIDFD_SEND_SIGNAL, Syscall.TKILL, Syscall.FCHMODAT
        }) {
      assertEquals(Verdict.REFUSE, ask(on, call), call::name);
    }
  }

  @ParameterizedTest
  @EnumSource
  void otherArchitectures_areKilled(Architecture on) {
    for (int other : new int[] {0x40000003, 0x40000028, 0, -1}) {
      assertEquals(Verdict.KILL, FilterMachine.run(WorkerFilter.program(on, PID), other, 0, 0, 0));
    }
    assertEquals(
        Verdict.KILL,
        FilterMachine.run(WorkerFilter.program(on, PID), on.auditCode(), 0x40000000, 0));
  }

  @ParameterizedTest
  @EnumSource
  void threads_startAndProcessesDoNot(Architecture on) {
    long thread = 0x3D0F00;
    assertEquals(Verdict.ALLOW, ask(on, Syscall.CLONE, thread));
    assertEquals(Verdict.REFUSE, ask(on, Syscall.CLONE, 17), "fork");
    assertEquals(Verdict.REFUSE, ask(on, Syscall.CLONE, 0x4111), "vfork");
    for (long namespace : new long[] {0x20000, 0x2000000, 0x4000000, 0x10000000, 0x40000000}) {
      assertEquals(Verdict.REFUSE, ask(on, Syscall.CLONE, thread | namespace));
    }
    assertEquals(Verdict.UNKNOWN, ask(on, Syscall.CLONE3));
  }

  @ParameterizedTest
  @EnumSource
  void signals_goToTheWorkerItselfOnly(Architecture on) {
    for (Syscall call : new Syscall[] {Syscall.KILL, Syscall.TGKILL, Syscall.RT_SIGQUEUEINFO}) {
      assertEquals(Verdict.ALLOW, ask(on, call, PID, 9));
      for (long other : new long[] {1, 0, -1, -PID, PID + 1}) {
        assertEquals(Verdict.REFUSE, ask(on, call, other, 9), call::name);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void argumentsDecide(Architecture on) {
    assertEquals(Verdict.ALLOW, ask(on, Syscall.PRLIMIT64, 0, 7, 0, 0x7F0000000000L));
    assertEquals(Verdict.REFUSE, ask(on, Syscall.PRLIMIT64, 0, 7, 0x7F0000000000L, 0));
    assertEquals(Verdict.REFUSE, ask(on, Syscall.PRLIMIT64, 0, 7, 1, 0));
    assertEquals(Verdict.ALLOW, ask(on, Syscall.SENDTO, 5, 1, 1, 0, 0));
    assertEquals(Verdict.REFUSE, ask(on, Syscall.SENDTO, 5, 1, 1, 0, 1L << 40));
    assertEquals(Verdict.ALLOW, ask(on, Syscall.PRCTL, 15));
    assertEquals(Verdict.REFUSE, ask(on, Syscall.PRCTL, 4), "dumpable");
    assertEquals(Verdict.REFUSE, ask(on, Syscall.IOCTL, 0, 0x5412), "typing into a terminal");
    assertEquals(Verdict.ALLOW, ask(on, Syscall.FCNTL, 3, 4));
    assertEquals(Verdict.REFUSE, ask(on, Syscall.FCNTL, 3, 8), "owner of signals");
  }
}

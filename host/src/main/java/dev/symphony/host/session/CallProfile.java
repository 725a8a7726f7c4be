package dev.symphony.host.session;

import dev.symphony.kernel.KernelClock;
import dev.symphony.kernel.guest.CallPort;
import dev.symphony.kernel.guest.GuestInstance;
import dev.symphony.kernel.guest.GuestRuntime;
import dev.symphony.kernel.guest.GuestStart;
import dev.symphony.kernel.guest.GuestStartException;
import dev.symphony.kernel.guest.Usage;
import dev.symphony.kernel.service.ServiceDeclaration;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * Where the time of a session's guests goes: in the guests, in the gate, in services, and on the
 * way between them. Times of calls that overlap are added up.
 */
public final class CallProfile {
  private final KernelClock clock;
  private final LongAdder startNanos = new LongAdder();
  private final LongAdder calls = new LongAdder();
  private final LongAdder callNanos = new LongAdder();
  private final LongAdder serviceNanos = new LongAdder();

  /** Nothing has been taken yet; times are those of {@code clock}. */
  public CallProfile(KernelClock clock) {
    this.clock = clock;
  }

  /** The runtime, with the times of starts and calls taken. */
  GuestRuntime around(GuestRuntime runtime) {
    return new GuestRuntime() {
      @Override
      public GuestInstance start(GuestStart start) throws GuestStartException {
        long begin = clock.monotonicNanos();
        try {
          return runtime.start(
              new GuestStart(
                  start.name(),
                  start.domain(),
                  start.program(),
                  start.limits(),
                  start.bindings(),
                  around(start.calls()),
                  start.console()));
        } finally {
          startNanos.add(clock.monotonicNanos() - begin);
        }
      }

      @Override
      public void close() {
        runtime.close();
      }
    };
  }

  private CallPort around(CallPort port) {
    return (handle, operation, arguments) -> {
      long begin = clock.monotonicNanos();
      try {
        return port.call(handle, operation, arguments);
      } finally {
        calls.increment();
        callNanos.add(clock.monotonicNanos() - begin);
      }
    };
  }

  /** An implementation of a service, with the times of its operations taken. */
  Object around(ServiceDeclaration service, Object implementation) {
    Class<?> contract = service.contract();
    return Proxy.newProxyInstance(
        contract.getClassLoader(),
        new Class<?>[] {contract},
        (proxy, method, arguments) -> {
          long begin = clock.monotonicNanos();
          try {
            return method.invoke(implementation, arguments);
          } catch (InvocationTargetException e) {
            throw e.getTargetException();
          } finally {
            serviceNanos.add(clock.monotonicNanos() - begin);
          }
        });
  }

  /**
   * The parts in milliseconds: {@code start} until the guest was there, {@code guest} its processor
   * time, {@code gate}, {@code service}, and {@code transport}, which is the rest of {@code wall}:
   * the way there and back, and waiting.
   */
  public Map<String, Object> parts(Usage usage) {
    double wall = usage.wall().toNanos() / 1e6;
    double guest = usage.cpu().toNanos() / 1e6;
    double all = callNanos.sum() / 1e6;
    double service = serviceNanos.sum() / 1e6;
    Map<String, Object> parts = new LinkedHashMap<>();
    parts.put("calls", calls.sum());
    parts.put("start", rounded(startNanos.sum() / 1e6));
    parts.put("wall", rounded(wall));
    parts.put("guest", rounded(guest));
    parts.put("gate", rounded(Math.max(0, all - service)));
    parts.put("service", rounded(service));
    parts.put("transport", rounded(Math.max(0, wall - guest - all)));
    return parts;
  }

  private static double rounded(double millis) {
    return Math.round(millis * 1000) / 1000.0;
  }
}

package dev.symphony.kernel.service;

import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/** Calls method handles whose exceptions are all unchecked by declaration. */
final class Invokers {
  private Invokers() {}

  static Object spread(MethodHandle handle, @Nullable Object[] arguments) {
    try {
      return (Object) handle.invoke(arguments);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a constructor threw a checked exception", e);
    }
  }

  static @Nullable Object get(MethodHandle accessor, Object record) {
    try {
      return (Object) accessor.invoke(record);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("an accessor threw a checked exception", e);
    }
  }
}

package dev.symphony.kernel.guest;

import java.util.List;

/**
 * An order to start a guest.
 *
 * @param name for records and error positions, for example {@code metrics@0.1.0#3}
 * @param domain guests of one trust domain (one publisher) may share a worker, others never do
 * @param program its code
 * @param limits the limits of the instance; an invocation's own limits may be lower
 * @param bindings what it finds in {@code caps}
 * @param calls its way to the gate
 * @param console where its console output goes
 */
public record GuestStart(
    String name,
    String domain,
    GuestProgram program,
    GuestLimits limits,
    List<Binding> bindings,
    CallPort calls,
    GuestConsole console) {
  public GuestStart {
    bindings = List.copyOf(bindings);
  }
}

package dev.symphony.host.session;

import dev.symphony.kernel.guest.RunningInvocation;

/**
 * A run of an extension on its way.
 *
 * @param isolation the walls around it
 */
public record RunningExtension(RunningInvocation invocation, String isolation) {}

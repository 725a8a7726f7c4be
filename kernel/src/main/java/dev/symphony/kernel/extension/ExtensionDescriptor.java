package dev.symphony.kernel.extension;

import dev.symphony.kernel.guest.GuestLimits;
import dev.symphony.kernel.guest.GuestProgram;

/**
 * What the kernel needs to know of an extension.
 *
 * @param id which one
 * @param program its code
 * @param limits what one activation may use
 */
public record ExtensionDescriptor(ExtensionId id, GuestProgram program, GuestLimits limits) {}

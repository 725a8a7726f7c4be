/** The audit port: what the kernel tells about every call and every refusal. */
@NullMarked
package dev.symphony.kernel.audit;

import org.jspecify.annotations.NullMarked;

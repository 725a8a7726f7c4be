/**
 * Capability tokens in the Biscuit 3.3 format: bytes, signatures, attenuation and authorization.
 */
@NullMarked
package dev.symphony.capabilities.token;

import org.jspecify.annotations.NullMarked;

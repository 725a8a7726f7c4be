/** The manifest of an extension: what it is, what it asks for, and why. */
@NullMarked
package dev.symphony.registry.manifest;

import org.jspecify.annotations.NullMarked;

/** Extensions as files: reading a directory into a program, a model and a digest. */
@NullMarked
package dev.symphony.registry.bundle;

import org.jspecify.annotations.NullMarked;

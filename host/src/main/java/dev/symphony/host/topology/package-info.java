/**
 * Where the members of the Pit live and how they are reached: the five kernel architectures, as
 * data, and what carries them out.
 */
@NullMarked
package dev.symphony.host.topology;

import org.jspecify.annotations.NullMarked;

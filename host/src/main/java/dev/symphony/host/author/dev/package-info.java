/** The loop of an author at work: run, watch, run again. */
@NullMarked
package dev.symphony.host.author.dev;

import org.jspecify.annotations.NullMarked;

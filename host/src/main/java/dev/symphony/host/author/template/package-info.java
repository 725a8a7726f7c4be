/** New extensions that work from the first minute, and the SDK that goes with them. */
@NullMarked
package dev.symphony.host.author.template;

import org.jspecify.annotations.NullMarked;

/** What authors of extensions do before they publish: begin, test, and try while they write. */
@NullMarked
package dev.symphony.host.author;

import org.jspecify.annotations.NullMarked;

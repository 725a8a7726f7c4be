/** Documents that people write in TOML: typed access, problems with positions, quantities. */
@NullMarked
package dev.symphony.document;

import org.jspecify.annotations.NullMarked;

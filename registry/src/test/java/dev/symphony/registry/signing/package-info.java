@NullMarked
package dev.symphony.registry.signing;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.symphony.host.soak;

import org.jspecify.annotations.NullMarked;

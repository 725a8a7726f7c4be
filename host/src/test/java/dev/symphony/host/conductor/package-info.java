@NullMarked
package dev.symphony.host.conductor;

import org.jspecify.annotations.NullMarked;

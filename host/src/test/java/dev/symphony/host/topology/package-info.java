@NullMarked
package dev.symphony.host.topology;

import org.jspecify.annotations.NullMarked;

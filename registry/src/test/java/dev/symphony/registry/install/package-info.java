@NullMarked
package dev.symphony.registry.install;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.symphony.registry.publication;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.symphony.registry.remote;

import org.jspecify.annotations.NullMarked;

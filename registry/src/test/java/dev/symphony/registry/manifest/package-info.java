@NullMarked
package dev.symphony.registry.manifest;

import org.jspecify.annotations.NullMarked;

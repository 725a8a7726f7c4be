@NullMarked
package dev.symphony.registry.consent;

import org.jspecify.annotations.NullMarked;

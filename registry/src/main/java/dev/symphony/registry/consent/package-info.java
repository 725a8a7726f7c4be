/** What an extension asks for in plain words, and how two versions differ in it. */
@NullMarked
package dev.symphony.registry.consent;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.symphony.document;

import org.jspecify.annotations.NullMarked;

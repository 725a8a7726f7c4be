@NullMarked
package dev.symphony.host.audit;

import org.jspecify.annotations.NullMarked;

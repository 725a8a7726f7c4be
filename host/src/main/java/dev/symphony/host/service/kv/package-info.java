/** The service {@code kv}: what an extension keeps from one run to the next. */
@NullMarked
package dev.symphony.host.service.kv;

import org.jspecify.annotations.NullMarked;

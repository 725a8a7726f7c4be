/** The Pool Manager: what is kept warm, who has it, and what makes room for what. */
@NullMarked
package dev.symphony.pit.pool;

import org.jspecify.annotations.NullMarked;

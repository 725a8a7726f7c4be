/** Installing: places, trust, consent, and the record of what people agreed to. */
@NullMarked
package dev.symphony.host.install;

import org.jspecify.annotations.NullMarked;

/** The trusted core: services, grants, the gate and the lifecycle of extensions. */
@NullMarked
package dev.symphony.kernel;

import org.jspecify.annotations.NullMarked;

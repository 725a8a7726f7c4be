/** The service {@code conductor}: guests ask which variant to use, and say what came of it. */
@NullMarked
package dev.symphony.host.service.conductor;

import org.jspecify.annotations.NullMarked;

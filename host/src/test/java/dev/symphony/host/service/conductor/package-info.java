@NullMarked
package dev.symphony.host.service.conductor;

import org.jspecify.annotations.NullMarked;

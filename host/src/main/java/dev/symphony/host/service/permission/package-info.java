/** The service {@code permissions}: asking for rights while an extension runs. */
@NullMarked
package dev.symphony.host.service.permission;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.symphony.host.session;

import org.jspecify.annotations.NullMarked;

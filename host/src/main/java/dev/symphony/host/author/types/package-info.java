/** What the SDKs know of the services, generated from the declarations of the services. */
@NullMarked
package dev.symphony.host.author.types;

import org.jspecify.annotations.NullMarked;

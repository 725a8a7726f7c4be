/** Tokens as people meet them: files, verdicts, explanations. */
@NullMarked
package dev.symphony.host.token;

import org.jspecify.annotations.NullMarked;

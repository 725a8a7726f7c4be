/** Signed notes, checkpoints and cosignatures in the forms of C2SP. */
@NullMarked
package dev.symphony.audit.note;

import org.jspecify.annotations.NullMarked;

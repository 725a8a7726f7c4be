/**
 * Frames between host and worker: the messages, their strict codec, and the link that carries them.
 */
@NullMarked
package dev.symphony.sandbox.ipc;

import org.jspecify.annotations.NullMarked;

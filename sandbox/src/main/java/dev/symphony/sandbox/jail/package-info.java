/**
 * The jail around a worker process: privileges, files, network, signals, system calls and resources
 * that the kernel of the machine refuses it, whatever code runs inside.
 */
@NullMarked
package dev.symphony.sandbox.jail;

import org.jspecify.annotations.NullMarked;

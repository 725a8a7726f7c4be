@NullMarked
package dev.symphony.sandbox.ipc;

import org.jspecify.annotations.NullMarked;

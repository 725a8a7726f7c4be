/**
 * Service declarations: annotated interfaces, their operations, and the values that cross the gate.
 */
@NullMarked
package dev.symphony.kernel.service;

import org.jspecify.annotations.NullMarked;

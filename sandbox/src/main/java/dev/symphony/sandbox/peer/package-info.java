/**
 * Processes of the house that call one another: the way of calls between them, and the table of
 * generations by which whoever is called sees what has been revoked.
 */
@NullMarked
package dev.symphony.sandbox.peer;

import org.jspecify.annotations.NullMarked;

/**
 * Admission: turns a token into a handle. Signatures and Datalog are dealt with once; what is left
 * for every call are the guards of a grant.
 */
@NullMarked
package dev.symphony.kernel.admission;

import org.jspecify.annotations.NullMarked;

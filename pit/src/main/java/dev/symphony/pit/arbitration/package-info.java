/** The Arbitration Engine: who gets what there is too little of. */
@NullMarked
package dev.symphony.pit.arbitration;

import org.jspecify.annotations.NullMarked;

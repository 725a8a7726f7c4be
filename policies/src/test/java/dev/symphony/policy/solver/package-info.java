@NullMarked
package dev.symphony.policy.solver;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.symphony.pit.workflow;

import org.jspecify.annotations.NullMarked;

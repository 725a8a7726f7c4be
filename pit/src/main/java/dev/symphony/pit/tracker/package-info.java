/** The DAG Tracker: which step of which run is next, and its runs as others reach them. */
@NullMarked
package dev.symphony.pit.tracker;

import org.jspecify.annotations.NullMarked;

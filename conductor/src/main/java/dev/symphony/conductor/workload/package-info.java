/** What is to be done: graphs of tasks, recorded or generated. */
@NullMarked
package dev.symphony.conductor.workload;

import org.jspecify.annotations.NullMarked;

/**
 * The workloads W1 to W8: what a sandboxed call, start, token or attack costs, measured end to end.
 */
@NullMarked
package dev.symphony.host.bench;

import org.jspecify.annotations.NullMarked;

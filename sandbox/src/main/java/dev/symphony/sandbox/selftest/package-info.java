/** The self-test: every limit tripped and every forbidden act tried, before untrusted code runs. */
@NullMarked
package dev.symphony.sandbox.selftest;

import org.jspecify.annotations.NullMarked;

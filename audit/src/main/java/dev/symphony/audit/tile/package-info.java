/** The files of a log in the C2SP tlog-tiles layout: tiles of hashes and bundles of entries. */
@NullMarked
package dev.symphony.audit.tile;

import org.jspecify.annotations.NullMarked;

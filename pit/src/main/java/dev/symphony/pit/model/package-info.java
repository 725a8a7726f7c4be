/** The Model Store: models held by digest, and inference over them with ONNX Runtime. */
@NullMarked
package dev.symphony.pit.model;

import org.jspecify.annotations.NullMarked;

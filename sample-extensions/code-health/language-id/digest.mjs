/** The digest of model.onnx, written by training/export.py together with the one in extension.toml. */
export const DIGEST = "sha256:0000000000000000000000000000000000000000000000000000000000000000";

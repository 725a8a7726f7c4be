/** The digest of model.onnx, written by training/export.py together with the one in extension.toml. */
export const DIGEST = "sha256:fe08c2ece3a07af5e61490dce9091b0f67c32147e587e4c0b69274f7387e71ee";

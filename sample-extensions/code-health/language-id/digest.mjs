/** The digest of model.onnx, written by training/export.py together with the one in extension.toml. */
export const DIGEST = "sha256:6cbf37e48e0cb182ad963bd288ab8fcb291da2419b9eb41f963a7e875c5dc2a3";

/** A scripted `files` service over texts in memory. */
export class CapabilityError extends Error {
  constructor(code) {
    super(code);
    this.name = "CapabilityError";
    this.code = code;
  }
}

/** Reads answer with the text's bytes; a CapabilityError in place of a text is thrown. */
export function filesOf(texts) {
  return {
    files: Object.freeze({
      read: async (path) => {
        const content = texts[path];
        if (content instanceof Error) {
          throw content;
        }
        return typeof content === "string" ? new TextEncoder().encode(content) : content;
      },
    }),
  };
}

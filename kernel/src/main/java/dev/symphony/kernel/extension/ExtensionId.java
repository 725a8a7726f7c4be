package dev.symphony.kernel.extension;

/**
 * Which extension, in which version. The publisher is the trust domain.
 *
 * @param publisher who signed it
 * @param name unique for the publisher
 * @param version semantic version
 */
public record ExtensionId(String publisher, String name, String version) {
  /** {@code publisher/name@version}. */
  @Override
  public String toString() {
    return publisher + "/" + name + "@" + version;
  }
}

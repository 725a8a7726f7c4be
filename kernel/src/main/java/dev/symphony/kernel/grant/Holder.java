package dev.symphony.kernel.grant;

/**
 * Who holds a grant: an instance of an extension, or a part of the host.
 *
 * @param name for the records, for example {@code metrics@0.1.0#3}
 */
public record Holder(String name) {
  @Override
  public String toString() {
    return name;
  }
}

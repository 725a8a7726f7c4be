package dev.symphony.kernel.grant;

/**
 * The number of a grant, unique for the life of a home.
 *
 * @param value positive
 */
public record GrantId(long value) {
  @Override
  public String toString() {
    return "g" + value;
  }
}

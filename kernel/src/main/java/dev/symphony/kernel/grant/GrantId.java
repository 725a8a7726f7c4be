package dev.symphony.kernel.grant;

/**
 * The number of a grant, unique for the life of a home.
 *
 * @param value positive
 */
public record GrantId(long value) {
  public GrantId {
    if (value <= 0) {
      throw new IllegalArgumentException("the number of a grant is positive, not " + value);
    }
  }

  @Override
  public String toString() {
    return "g" + value;
  }
}

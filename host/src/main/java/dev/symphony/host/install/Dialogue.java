package dev.symphony.host.install;

/** How the host talks with the person who decides. */
public interface Dialogue {
  /** Tells something. */
  void tell(String line);

  /** Asks a question, and gives whether the answer is yes; when nobody is there it is no. */
  boolean agrees(String question);

  /** The dialogue with nobody: every answer is no. */
  static Dialogue withNobody() {
    return new Dialogue() {
      @Override
      public void tell(String line) {}

      @Override
      public boolean agrees(String question) {
        return false;
      }
    };
  }
}

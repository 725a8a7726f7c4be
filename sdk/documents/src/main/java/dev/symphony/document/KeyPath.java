package dev.symphony.document;

import java.util.regex.Pattern;

/** The way to a value in a document as text, for example {@code node[2].input."a b"}. */
final class KeyPath {
  static final String ROOT = "";

  private static final Pattern BARE = Pattern.compile("[A-Za-z0-9_-]+");

  private KeyPath() {}

  static String child(String parent, String key) {
    String printed = BARE.matcher(key).matches() ? key : '"' + key + '"';
    return parent.isEmpty() ? printed : parent + "." + printed;
  }

  static String element(String parent, int index) {
    return parent + "[" + index + "]";
  }
}

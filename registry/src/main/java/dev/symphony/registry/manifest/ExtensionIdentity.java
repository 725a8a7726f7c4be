package dev.symphony.registry.manifest;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Who an extension is.
 *
 * @param name lower case letters, digits and hyphens, at most 64
 * @param version as Semantic Versioning 2 writes it
 * @param publisher like the name, dots allowed; extensions of one publisher form a trust domain
 * @param licence an SPDX expression; empty when the manifest tells none
 * @param description one line; empty when the manifest tells none
 * @param keywords for searching
 */
public record ExtensionIdentity(
    String name,
    String version,
    String publisher,
    String licence,
    String description,
    List<String> keywords) {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(?:-[a-z0-9]+)*");
  private static final Pattern PUBLISHER = Pattern.compile("[a-z][a-z0-9]*(?:[.-][a-z0-9]+)*");
  private static final Pattern VERSION =
      Pattern.compile(
          "(?:0|[1-9][0-9]{0,8})(?:\\.(?:0|[1-9][0-9]{0,8})){2}"
              + "(?:-[0-9A-Za-z.-]{1,64})?(?:\\+[0-9A-Za-z.-]{1,64})?");
  private static final int MAX_NAME = 64;

  public ExtensionIdentity {
    name = checkedName(name);
    version = checkedVersion(version);
    publisher = checkedPublisher(publisher);
    keywords = List.copyOf(keywords);
  }

  /** {@code publisher/name@version}. */
  public String reference() {
    return publisher + "/" + name + "@" + version;
  }

  static String checkedName(String name) {
    return checked(name, NAME, "a name: lower case letters, digits and single hyphens, at most 64");
  }

  static String checkedPublisher(String publisher) {
    return checked(
        publisher,
        PUBLISHER,
        "a publisher: lower case letters, digits, single hyphens and dots, at most 64");
  }

  static String checkedVersion(String version) {
    return checked(version, VERSION, "a version: write three numbers, as 1.0.2 or 1.0.2-beta.1");
  }

  private static String checked(String text, Pattern form, String what) {
    if (text.length() > MAX_NAME || !form.matcher(text).matches()) {
      throw new IllegalArgumentException("'" + text + "' is not " + what);
    }
    return text;
  }
}

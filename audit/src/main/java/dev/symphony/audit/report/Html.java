package dev.symphony.audit.report;

import java.util.List;

/** HTML that is put together piece by piece; every text is escaped on its way in. */
final class Html {
  private final StringBuilder out = new StringBuilder();

  /** Adds markup as it is; only constants go here. */
  Html raw(String markup) {
    out.append(markup);
    return this;
  }

  /** Adds text. */
  Html text(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '&' -> out.append("&amp;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(c < ' ' && c != '\n' ? ' ' : c);
      }
    }
    return this;
  }

  /** Adds an element with a text in it. */
  Html element(String name, String text) {
    return raw("<" + name + ">").text(text).raw("</" + name + ">\n");
  }

  /** Adds a paragraph with a class. */
  Html paragraph(String kind, String text) {
    return raw("<p class=\"" + kind + "\">").text(text).raw("</p>\n");
  }

  /** Adds a list, or a sentence when there is nothing to list. */
  Html list(List<String> items, String nothing) {
    if (items.isEmpty()) {
      return paragraph("none", nothing);
    }
    raw("<ul>\n");
    items.forEach(item -> element("li", item));
    return raw("</ul>\n");
  }

  /** Adds the head of a table. */
  Html table(String... columns) {
    raw("<table><thead><tr>");
    for (String column : columns) {
      element("th", column);
    }
    return raw("</tr></thead><tbody>\n");
  }

  /** Adds a row of a table. */
  Html row(String... cells) {
    raw("<tr>");
    for (String cell : cells) {
      element("td", cell);
    }
    return raw("</tr>\n");
  }

  /** Ends a table. */
  Html endTable() {
    return raw("</tbody></table>\n");
  }

  @Override
  public String toString() {
    return out.toString();
  }
}

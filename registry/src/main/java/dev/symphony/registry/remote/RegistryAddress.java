package dev.symphony.registry.remote;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a registry is: {@code HOST[:PORT][/PREFIX]}. It is spoken to over HTTPS, on this machine
 * itself over plain HTTP.
 *
 * @param host the host, with its port
 * @param prefix what stands before the names of extensions; empty or with a slash at its end
 */
public record RegistryAddress(String host, String prefix) {
  private static final Pattern FORM =
      Pattern.compile(
          "((?:[a-zA-Z0-9-]+\\.)+[a-zA-Z0-9-]+(?::[0-9]{1,5})?|localhost(?::[0-9]{1,5})?"
              + "|[a-zA-Z0-9-]+:[0-9]{1,5})((?:/[a-z0-9]+(?:[._-][a-z0-9]+)*)*)/?");
  private static final Pattern LOOPBACK =
      Pattern.compile("(?:localhost|127(?:\\.[0-9]{1,3}){3})(?::[0-9]+)?");

  /** Reads an address; nothing when the text is none. */
  public static Optional<RegistryAddress> parse(String text) {
    Matcher form = FORM.matcher(text);
    return form.matches()
        ? Optional.of(
            new RegistryAddress(
                form.group(1), form.group(2).isEmpty() ? "" : form.group(2).substring(1) + "/"))
        : Optional.empty();
  }

  /** The address of a resource of the registry. */
  URI resolve(String path) {
    String scheme = LOOPBACK.matcher(host).matches() ? "http" : "https";
    return URI.create(scheme + "://" + host + "/v2/" + path);
  }

  @Override
  public String toString() {
    return prefix.isEmpty() ? host : host + "/" + prefix.substring(0, prefix.length() - 1);
  }
}

package dev.symphony.host.service.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.capabilities.right.ResourcePattern;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpTargetTest {

  @ParameterizedTest
  @CsvSource({
    "https://example.com, https://example.com/",
    "HTTPS://Example.COM/, https://example.com/",
    "https://example.com:443/a, https://example.com/a",
    "http://example.com:80/a, http://example.com/a",
    "https://example.com:80/a, https://example.com:80/a",
    "https://example.com:08443/a, https://example.com:8443/a",
    "https://example.com/%7euser/%41, https://example.com/~user/A",
    "https://example.com/%c3%a4, https://example.com/%C3%A4",
    "https://example.com/a/, https://example.com/a/",
    "https://example.com/a;v=1, https://example.com/a;v=1",
    "https://example.com?q=1, https://example.com/",
    "https://xn--bcher-kva.example/, https://xn--bcher-kva.example/",
    "http://127.0.0.1:8080/x, http://127.0.0.1:8080/x",
    "http://[::0:1]/x, http://[0:0:0:0:0:0:0:1]/x",
    "http://[::ffff:127.0.0.1]/x, http://127.0.0.1/x",
  })
  void oneThingHasOneName(String url, String name) {
    assertEquals(Optional.of("GET " + name), resource("GET", url));
  }

  @Test
  void theQueryIsSentButNotPartOfTheName() {
    HttpTarget target = HttpTarget.parse("GET", "http://a.b/x?q=%e4%0a/../&r=?").orElseThrow();
    assertEquals("GET http://a.b/x", target.resource());
    assertEquals("http://a.b/x?q=%E4%0A/../&r=?", target.url());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "example.com",
        "//example.com/",
        "ftp://example.com/",
        "file:///etc/passwd",
        "https:/example.com/",
        "https:///path",
        "https://user@example.com/",
        "https://user:secret@example.com/",
        "https://allowed.com@evil.com/",
        "https://example.com/#fragment",
        "https://example.com:0/",
        "https://example.com:65536/",
        "https://example.com:/",
        "https://exam ple.com/",
        "https://example.com\\@evil.com/",
        "https://example.com\t/",
        "https://ex%61mple.com/",
        "https://exämple.com/",
        "https://example。com/",
        "https://example.com./",
        "https://.example.com/",
        "https://-a.com/",
        "https://127.1/",
        "https://2130706433/",
        "https://0x7f000001/",
        "https://0x7f.0.0.1/",
        "https://017700000001/",
        "https://127.0.0.01/",
        "https://256.0.0.1/",
        "https://1.2.3.4.5/",
        "http://[::1%25eth0]/",
        "http://[1.2.3.4]/",
        "http://[::g]/",
        "https://example.com/a/../b",
        "https://example.com/a/..",
        "https://example.com/./a",
        "https://example.com/%2e%2e/a",
        "https://example.com/.%2E/a",
        "https://example.com/..;/a",
        "https://example.com/a//b",
        "https://example.com/a%2fb",
        "https://example.com/a%5cb",
        "https://example.com/a\\b",
        "https://example.com/a%00",
        "https://example.com/a%0d%0aHost:%20evil",
        "https://example.com/%252e%252e/a",
        "https://example.com/%",
        "https://example.com/%4",
        "https://example.com/%zz",
        "https://example.com/a b",
        "https://example.com/a\r\nHost: evil",
        "https://example.com/ä",
        "https://example.com/?q=\n",
      })
  void addressesThatCouldBeReadInTwoWays_areRejected(String url) {
    assertEquals(Optional.empty(), HttpTarget.parse("GET", url));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "get", "TRACE", "CONNECT", "GET ", "GET /x", "G\nET"})
  void otherMethods_areRejected(String method) {
    assertEquals(Optional.empty(), HttpTarget.parse(method, "https://example.com/"));
  }

  @Test
  void longAddresses_areRejected() {
    assertTrue(HttpTarget.parse("GET", "http://a.b/" + "x".repeat(4000)).isPresent());
    assertFalse(HttpTarget.parse("GET", "http://a.b/" + "x".repeat(4096)).isPresent());
  }

  @ParameterizedTest
  @CsvSource({
    "GET https://example.com/api/**, https://example.com/api/v1/items?x=/../.., true",
    "GET https://example.com/api/**, https://example.com/apiary, false",
    "GET https://example.com/api/**, https://example.com.evil.com/api/x, false",
    "GET https://example.com/api/**, http://example.com/api/x, false",
    "GET https://example.com/api/**, https://example.com:8443/api/x, false",
    "* https://*.example.com/**, https://a.example.com/x, true",
    "* https://*.example.com/**, https://evil.com/.example.com/x, false",
    "POST https://example.com/**, https://example.com/, false",
  })
  void patternsExpressMethodOriginAndPath(String pattern, String url, boolean matches) {
    String resource = resource("GET", url).orElseThrow();
    assertEquals(matches, ResourcePattern.of(pattern).matches(resource));
  }

  @Test
  void theNamerNamesRequestsAndNothingElse() {
    HttpTargetNamer namer = new HttpTargetNamer();
    String url = "http://a.b/";
    assertEquals("GET http://a.b/", namer.name(Map.of("url", url)));
    assertEquals("POST http://a.b/", namer.name(Map.of("url", url, "method", "POST")));
    assertEquals(null, namer.name(Map.of("url", url, "method", 1L)));
    assertEquals(null, namer.name(Map.of("url", 1L)));
    assertEquals(null, namer.name(Map.of()));
    assertEquals(null, namer.name(url));
    assertEquals(null, namer.name(null));
  }

  @Property
  void whatIsCanonicalStaysSoAndReadsTheSameElsewhere(@ForAll("urls") String url) {
    HttpTarget.parse("GET", url)
        .ifPresent(target -> {
          assertEquals(Optional.of(target), HttpTarget.parse("GET", target.url()));
          URI uri = URI.create(target.url());
          assertEquals(target.path(), uri.getRawPath());
          assertEquals(uri.normalize().getRawPath(), uri.getRawPath());
          assertEquals(null, uri.getRawUserInfo());
        });
  }

  @Provide
  Arbitrary<String> urls() {
    return Arbitraries.of(
            "https://",
            "http://",
            "a",
            ".",
            "..",
            "/",
            "//",
            "?",
            "#",
            "@",
            ":",
            "80",
            "%2e",
            "%2f",
            "%41",
            "%",
            "[",
            "]",
            "::1",
            "\\",
            ";",
            "*",
            "ä",
            "example.com",
            " ",
            "127.0.0.1")
        .list()
        .ofMaxSize(12)
        .map(parts -> "http://a.b" + String.join("", parts));
  }

  private static Optional<String> resource(String method, String url) {
    return HttpTarget.parse(method, url).map(HttpTarget::resource);
  }
}

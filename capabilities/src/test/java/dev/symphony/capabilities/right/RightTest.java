package dev.symphony.capabilities.right;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RightTest {

  @Test
  void parse_readsEveryPart() {
    Right right =
        Right.parse(
            "files.read,list:src/**|docs/*;calls=100;bytes=4096;rate=10/s;"
                + "expires=2030-01-01T00:00:00Z;max.size=1.5;length.path=80;in.mode=a|b");
    assertEquals("files", right.service());
    assertEquals(Set.of("read", "list"), right.operations());
    assertEquals(
        List.of(ResourcePattern.of("src/**"), ResourcePattern.of("docs/*")), right.resources());
    assertEquals(
        List.of(
            new Constraint.Calls(100),
            new Constraint.TotalBytes(4096),
            new Constraint.Rate(10, Duration.ofSeconds(1)),
            new Constraint.Expires(Instant.parse("2030-01-01T00:00:00Z")),
            new Constraint.AtMost("size", 1.5),
            new Constraint.MaxLength("path", 80),
            new Constraint.OneOf("mode", Set.of("a", "b"))),
        right.constraints());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "files.*:**",
        "files.list,read:a|b/**;calls=3",
        "clock.now:**;rate=5/m;expires=2030-01-01T00:00:00Z",
        "http.request:GET https://example.com/**;length.body=10"
      })
  void printing_andParsing_areInverse(String text) {
    assertEquals(text, Right.parse(text).toString());
    assertEquals(Right.parse(text), Right.parse(Right.parse(text).toString()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "files",
        "files.read:",
        "1x.read:**",
        "files.read:**;calls",
        "files.read:**;calls=0",
        "files.read:**;calls=many",
        "files.read:**;rate=10",
        "files.read:**;rate=10/d",
        "files.read:**;color=red",
        "files.read:**;max.n=NaN"
      })
  void malformedRights_areRejected(String text) {
    assertThrows(RightSyntaxException.class, () -> Right.parse(text));
  }

  @Test
  void star_includesEveryOperation() {
    assertTrue(Right.to("files", "*").includes("read"));
    assertFalse(Right.toNothing("files").includes("read"));
  }
}

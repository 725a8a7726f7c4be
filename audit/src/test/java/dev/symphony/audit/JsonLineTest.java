package dev.symphony.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is written by hand is what a library writes. */
class JsonLineTest {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8).build();

  private final JsonLine line = new JsonLine();

  private String written(String text) {
    line.begin();
    line.number("n", text.hashCode());
    line.text("t", text);
    return new String(line.end(), StandardCharsets.UTF_8);
  }

  private static String byJackson(String text) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeNumberField("n", text.hashCode());
      json.writeStringField("t", text);
      json.writeEndObject();
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void everyCharacter_isWrittenAsALibraryWritesIt() throws Exception {
    for (int point = 0; point <= Character.MAX_CODE_POINT; point++) {
      if (point < 0x3000 || (point > 0xD700 && point < 0xE100) || point % 1_021 == 0) {
        String text = "a" + Character.toString(point) + "z";
        if (Character.getType(point) != Character.SURROGATE) {
          assertEquals(byJackson(text), written(text));
        }
      }
    }
  }

  @Test
  void longTexts_areWrittenAsALibraryWritesThem() throws Exception {
    Random random = new Random(5);
    for (int length = 0; length < 3_000; length += 1 + length / 3) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < length; i++) {
        text.appendCodePoint(random.nextInt(3) == 0 ? random.nextInt(0xD800) : random.nextInt(128));
      }
      assertEquals(byJackson(text.toString()), written(text.toString()));
    }
  }

  @Test
  void halfASurrogatePair_isReplaced() {
    String half = Character.toString(0x1F600).substring(0, 1);
    assertEquals("{\"n\":" + half.hashCode() + ",\"t\":\"\uFFFD\"}", written(half));
    String other = "x" + Character.toString(0x1F600).substring(1) + "y";
    assertEquals("{\"n\":" + other.hashCode() + ",\"t\":\"x\uFFFDy\"}", written(other));
  }
}

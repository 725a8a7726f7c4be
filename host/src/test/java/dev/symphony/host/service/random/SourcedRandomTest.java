package dev.symphony.host.service.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.capabilities.Bytes;
import dev.symphony.kernel.service.ServiceFailure;
import java.security.SecureRandom;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourcedRandomTest {

  @Test
  void aSeededSource_repeatsItself() {
    RandomService one = new SourcedRandom(new Random(42));
    RandomService other = new SourcedRandom(new Random(42));
    assertEquals(one.bytes(100), other.bytes(100));
    assertEquals(one.uniform(), other.uniform());
  }

  @Test
  void aSecureSource_doesNot() {
    RandomService random = new SourcedRandom(new SecureRandom());
    assertNotEquals(random.bytes(32), random.bytes(32));
    double number = random.uniform();
    assertTrue(number >= 0 && number < 1);
  }

  @Test
  void givesAsManyBytesAsAskedFor() {
    RandomService random = new SourcedRandom(new Random(1));
    assertEquals(Bytes.empty(), random.bytes(0));
    assertEquals(65_536, random.bytes(65_536).length());
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 65_537, Long.MAX_VALUE, Long.MIN_VALUE})
  void otherCounts_areRejected(long count) {
    RandomService random = new SourcedRandom(new Random(1));
    ServiceFailure failure = assertThrows(ServiceFailure.class, () -> random.bytes(count));
    assertEquals("argument-range", failure.code());
  }
}

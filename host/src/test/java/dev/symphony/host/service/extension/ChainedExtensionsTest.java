package dev.symphony.host.service.extension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.symphony.kernel.service.ServiceFailure;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChainedExtensionsTest {

  @Test
  void handsOnTheInputAndWhoCalledWhom() {
    ExtensionInvoker echo = (chain, input) -> List.of(chain.names(), String.valueOf(input));
    ExtensionsService extensions =
        new ChainedExtensions(echo, CallChain.startingWith("report").to("metrics"));
    assertEquals(
        List.of(List.of("report", "metrics", "lines"), "42"), extensions.invoke("lines", 42L));
  }

  @Test
  void anEndlessChain_isEnded() {
    ServiceFailure failure =
        assertThrows(
            ServiceFailure.class, () -> callItself(CallChain.startingWith("self"), "input"));
    assertEquals("extension-depth", failure.code());
  }

  private static @Nullable Object callItself(CallChain chain, @Nullable Object input) {
    assertEquals(true, chain.names().size() <= ChainedExtensions.MAX_CHAIN);
    return new ChainedExtensions(ChainedExtensionsTest::callItself, chain).invoke("self", input);
  }

  @Test
  void whatTheCalledExtensionSays_comesThrough() {
    ExtensionInvoker failing =
        (chain, input) -> {
          throw new ServiceFailure("extension-not-found", "there is no " + chain.last());
        };
    ExtensionsService extensions = new ChainedExtensions(failing, CallChain.startingWith("report"));
    ServiceFailure failure =
        assertThrows(ServiceFailure.class, () -> extensions.invoke("missing", null));
    assertEquals("there is no missing", failure.text());
  }
}

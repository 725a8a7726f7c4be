package dev.symphony.registry.remote;

import dev.symphony.capabilities.Bytes;
import dev.symphony.registry.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** Requests to one registry. Answers are read up to a limit, whatever the registry says. */
final class RegistryHttp {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final RegistryAddress address;
  private final RegistryLogin login;
  private final HttpClient client =
      HttpClient.newBuilder()
          .followRedirects(HttpClient.Redirect.NORMAL)
          .connectTimeout(Duration.ofSeconds(10))
          .build();
  private Optional<String> authorization = Optional.empty();

  RegistryHttp(RegistryAddress address, Optional<Credentials> credentials) {
    this.address = address;
    this.login = new RegistryLogin(this, credentials);
  }

  /** An answer. */
  record Answer(int status, HttpResponse<InputStream> response, Bytes body) {
    Optional<String> header(String name) {
      return response.headers().firstValue(name);
    }
  }

  HttpRequest.Builder to(String path) {
    return to(address.resolve(path));
  }

  HttpRequest.Builder to(URI uri) {
    return HttpRequest.newBuilder(uri).timeout(PATIENCE);
  }

  /**
   * Sends a request; when the registry asks who is there, once more with an answer to that.
   *
   * @throws Refused {@code registry-unreachable} when there is no answer or one that says no, other
   *     than 404
   */
  Answer send(HttpRequest.Builder request, long limit) throws Refused {
    Answer first = exchange(authorized(request), limit);
    Optional<String> challenge =
        first.status() == 401 ? first.header("WWW-Authenticate") : Optional.empty();
    if (challenge.isEmpty()) {
      return accepted(first);
    }
    authorization = login.answer(challenge.get());
    return accepted(authorization.isPresent() ? exchange(authorized(request), limit) : first);
  }

  /** The request, with what the registry asked for when it goes to the registry itself. */
  private HttpRequest authorized(HttpRequest.Builder request) {
    HttpRequest plain = request.copy().build();
    boolean own = address.host().equals(plain.uri().getAuthority());
    return authorization.isPresent() && own
        ? request.copy().header("Authorization", authorization.get()).build()
        : plain;
  }

  /**
   * Sends a request, whatever the answer is.
   *
   * @throws Refused {@code registry-unreachable} when there is none
   */
  Answer exchange(HttpRequest request, long limit) throws Refused {
    try {
      HttpResponse<InputStream> response =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        byte[] content = body.readNBytes((int) Math.min(Integer.MAX_VALUE - 8L, limit + 1));
        if (content.length > limit) {
          throw new Refused("blob-corrupt", request.uri() + " is larger than it can be");
        }
        return new Answer(response.statusCode(), response, Bytes.ofOwnedArray(content));
      }
    } catch (IOException e) {
      throw unreachable(request, e.toString(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreachable(request, "interrupted", e);
    }
  }

  private Answer accepted(Answer answer) throws Refused {
    if (answer.status() / 100 == 2 || answer.status() == 404) {
      return answer;
    }
    String text = answer.body().toUtf8();
    throw new Refused(
        "registry-unreachable",
        address
            + " answers "
            + answer.response().request().method()
            + " "
            + answer.response().uri().getPath()
            + " with "
            + answer.status()
            + ": "
            + text.substring(0, Math.min(200, text.length())));
  }

  private Refused unreachable(HttpRequest request, String why, Exception e) {
    return new Refused(
        "registry-unreachable", "can't reach " + address + " (" + request.uri() + "): " + why, e);
  }
}

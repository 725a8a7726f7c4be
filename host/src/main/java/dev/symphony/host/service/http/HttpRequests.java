package dev.symphony.host.service.http;

import dev.symphony.capabilities.Bytes;
import dev.symphony.kernel.service.ServiceFailure;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.util.Map;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;

/**
 * Requests over HTTP within a reach and limits. No cookies, no authentication, no redirects, no
 * decompression, no retries, no proxy, and a new connection for each request.
 */
public final class HttpRequests implements HttpService, AutoCloseable {
  private static final int MAX_CONNECTIONS = 64;
  private static final int MAX_HEADERS = 128;
  private static final int MAX_LINE_LENGTH = 16 << 10;

  private final HttpLimits limits;
  private final CloseableHttpClient client;
  private final Deadlines deadlines = new Deadlines();

  /**
   * Requests that find hosts by {@code lookup}.
   *
   * @param reach the addresses they may go to
   */
  public HttpRequests(HttpReach reach, HttpLimits limits, HostLookup lookup) {
    this.limits = limits;
    this.client = client(new CheckedResolver(lookup, reach), Timeout.of(limits.maxDuration()));
  }

  private static CloseableHttpClient client(CheckedResolver resolver, Timeout timeout) {
    Http1Config bounds =
        Http1Config.custom()
            .setMaxHeaderCount(MAX_HEADERS)
            .setMaxLineLength(MAX_LINE_LENGTH)
            .build();
    var connections =
        PoolingHttpClientConnectionManagerBuilder.create()
            .setDnsResolver(resolver)
            .setConnectionFactory(
                ManagedHttpClientConnectionFactory.builder().http1Config(bounds).build())
            .setDefaultConnectionConfig(
                ConnectionConfig.custom()
                    .setConnectTimeout(timeout)
                    .setSocketTimeout(timeout)
                    .build())
            .setMaxConnTotal(MAX_CONNECTIONS)
            .setMaxConnPerRoute(MAX_CONNECTIONS)
            .build();
    return HttpClients.custom()
        .setConnectionManager(connections)
        .setConnectionReuseStrategy((request, response, context) -> false)
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setConnectionRequestTimeout(timeout)
                .setResponseTimeout(timeout)
                .setProtocolUpgradeEnabled(false)
                .build())
        .setUserAgent("symphony")
        .disableAuthCaching()
        .disableAutomaticRetries()
        .disableContentCompression()
        .disableCookieManagement()
        .disableRedirectHandling()
        .build();
  }

  @Override
  public HttpAnswer request(HttpRequest request) {
    String method = request.method().orElse(HttpTarget.DEFAULT_METHOD);
    HttpTarget target =
        HttpTarget.parse(method, request.url())
            .orElseThrow(
                () -> new ServiceFailure("http-target", "the method or the address is malformed"));
    HttpUriRequestBase message = message(target, request);
    try (Deadlines.Deadline deadline = deadlines.start(message::abort, limits.maxDuration())) {
      return send(target, message, deadline);
    }
  }

  private HttpUriRequestBase message(HttpTarget target, HttpRequest request) {
    Map<String, String> headers = request.headers().orElse(Map.of());
    RequestHeaders.check(headers);
    HttpUriRequestBase message = new HttpUriRequestBase(target.method(), URI.create(target.url()));
    headers.forEach(message::setHeader);
    request
        .body()
        .map(this::body)
        .ifPresent(body -> message.setEntity(new ByteArrayEntity(body.toArray(), null)));
    return message;
  }

  private Bytes body(Object body) {
    Bytes bytes =
        switch (body) {
          case Bytes b -> b;
          case String text -> Bytes.utf8(text);
          default -> throw new ServiceFailure("argument-type", "'body' is text or bytes");
        };
    if (bytes.length() > limits.maxRequestBytes()) {
      throw new ServiceFailure(
          "http-too-large", "a request has at most " + limits.maxRequestBytes() + " bytes");
    }
    return bytes;
  }

  private HttpAnswer send(
      HttpTarget target, HttpUriRequestBase message, Deadlines.Deadline deadline) {
    try {
      HttpExchange exchange = new HttpExchange(target, limits.maxAnswerBytes(), message::abort);
      return client.execute(message, exchange::read);
    } catch (CheckedResolver.OutOfReachException e) {
      throw new ServiceFailure(
          "http-address", "'" + target.host() + "' is not a host of the public internet");
    } catch (InterruptedIOException e) {
      throw timeIsOver();
    } catch (IOException e) {
      throw deadline.isOver()
          ? timeIsOver()
          : new ServiceFailure("http-failed", "'" + target.host() + "' gave no proper answer");
    }
  }

  private static ServiceFailure timeIsOver() {
    return new ServiceFailure("http-time-limit", "the request took too long and was stopped");
  }

  @Override
  public void close() throws IOException {
    deadlines.close();
    client.close();
  }
}

package dev.symphony.host.service.http;

import dev.symphony.kernel.service.Operation;
import dev.symphony.kernel.service.Resource;
import dev.symphony.kernel.service.Service;

/**
 * Requests over HTTP. The resource is the method and the address without its query, in canonical
 * form, for example {@code GET https://example.com/api/v1/items}; see {@link HttpTarget}. So the
 * pattern {@code GET https://example.com/api/**} allows one method, one origin and one path prefix.
 *
 * <p>Redirects are not followed: the answer says where one leads, and the request that follows it
 * passes the gate like any other.
 */
@Service(name = "http", description = "Sends requests to servers that the right names.")
public interface HttpService {

  /** The answer to {@code request}, whatever its status is. */
  @Operation(index = 0, description = "Sends a request, and gives the answer of the server.")
  HttpAnswer request(
      @Resource(value = Resource.Form.NAME, namer = HttpTargetNamer.class) HttpRequest request);
}

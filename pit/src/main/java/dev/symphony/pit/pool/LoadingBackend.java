package dev.symphony.pit.pool;

import dev.symphony.kernel.service.ServiceFailure;

/** A backend whose items somebody else has. */
public record LoadingBackend(Loading loading) implements PoolBackend {
  @Override
  public void load(PoolItem item) throws PoolLoadException {
    try {
      loading.load(item.name());
    } catch (ServiceFailure e) {
      throw new PoolLoadException(e.text());
    }
  }

  @Override
  public void unload(PoolItem item) {
    loading.unload(item.name());
  }

  @Override
  public boolean isHealthy(PoolItem item) {
    return loading.isHealthy(item.name());
  }
}

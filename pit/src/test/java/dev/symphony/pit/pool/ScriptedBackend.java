package dev.symphony.pit.pool;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A backend that loads at once, except for what is broken. */
final class ScriptedBackend implements PoolBackend {
  final List<String> calls = new CopyOnWriteArrayList<>();
  final Set<String> broken = ConcurrentHashMap.newKeySet();
  final Set<String> sick = ConcurrentHashMap.newKeySet();

  @Override
  public void load(PoolItem item) throws PoolLoadException {
    calls.add("load " + item.name());
    if (broken.contains(item.name())) {
      throw new PoolLoadException("broken");
    }
  }

  @Override
  public void unload(PoolItem item) {
    calls.add("unload " + item.name());
  }

  @Override
  public boolean isHealthy(PoolItem item) {
    return !sick.contains(item.name());
  }
}

package dev.symphony.host.session;

import dev.symphony.capabilities.right.Constraint;
import dev.symphony.capabilities.right.ResourcePattern;
import dev.symphony.capabilities.right.Right;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rights given one by one, put together where they differ in nothing but the resources. */
public final class GrantedRights {
  private record Key(String service, Set<String> operations, List<Constraint> constraints) {}

  private GrantedRights() {}

  /** The rights, those of the same operations and constraints merged into one. */
  public static List<Right> merge(List<Right> rights) {
    Map<Key, List<ResourcePattern>> merged = new LinkedHashMap<>();
    for (Right right : rights) {
      merged
          .computeIfAbsent(
              new Key(right.service(), right.operations(), right.constraints()),
              k -> new ArrayList<>())
          .addAll(right.resources());
    }
    List<Right> result = new ArrayList<>();
    merged.forEach((key, resources) ->
        result.add(new Right(key.service(), key.operations(), resources, key.constraints())));
    return result;
  }
}

package dev.symphony.pit.pool;

import java.util.List;

/** Says what is needed next. Called by several threads. */
public interface Forecast {
  /** A forecast that expects nothing. */
  Forecast NONE =
      new Forecast() {
        @Override
        public void used(String item, long nanos) {}

        @Override
        public List<String> next(long nanos) {
          return List.of();
        }
      };

  /** An item was lent. */
  void used(String item, long nanos);

  /** Somebody says that {@code item} comes after {@code before}. */
  default void follows(String before, String item) {}

  /** The items to be expected soon, the likeliest first. */
  List<String> next(long nanos);
}

package dev.symphony.bench.token;

/** Prints how many bytes the tokens of workload W7 have. */
public final class TokenSizes {
  private TokenSizes() {}

  /** Prints one line for each number of blocks. */
  public static void main(String[] arguments) {
    for (int blocks = 1; blocks <= 3; blocks++) {
      System.out.printf(
          "{\"peer\":\"symphony\",\"w\":\"W7\",\"metric\":\"bytes\",\"value\":%d,\"note\":\"%d"
              + " blocks\"}%n",
          TokenWorkload.token(blocks).serialize().length, blocks);
    }
  }
}

package dev.symphony.pit.arbitration;

/**
 * A request that waits.
 *
 * @param request its number; lower ones came first
 * @param party who asks
 * @param amount how much
 * @param priority how urgent, higher first
 * @param bypassed how many later requests were served while it waited
 */
record Claim(long request, String party, long amount, long priority, int bypassed) {
  Claim passedBy() {
    return new Claim(request, party, amount, priority, bypassed + 1);
  }
}

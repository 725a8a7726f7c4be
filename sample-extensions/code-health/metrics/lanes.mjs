/** Runs `work` over all items, at most `lanes` of them at a time, and returns the results in the items' order. */
export async function inLanes(items, lanes, work) {
  const results = new Array(items.length);
  let next = 0;
  async function lane() {
    while (next < items.length) {
      const mine = next++;
      results[mine] = await work(items[mine]);
    }
  }
  await Promise.all(Array.from({ length: Math.min(lanes, items.length) }, lane));
  return results;
}

/**
 * Results of `work` with each item, in the order of the items. At most `width`
 * are under way at the same time; the first failure fails all, and nothing new
 * is begun after it.
 * @template T, R
 * @param {readonly T[]} items
 * @param {number} width
 * @param {(item: T) => Promise<R>} work
 * @returns {Promise<R[]>}
 */
export async function inParallel(items, width, work) {
  const results = [];
  const left = items.entries();
  let failed = false;
  const runOn = async () => {
    for (const [i, item] of left) {
      results[i] = await work(item).catch(error => {
        failed = true;
        throw error;
      });
      if (failed) return;
    }
  };
  await Promise.all(Array.from({ length: width }, runOn));
  return results;
}

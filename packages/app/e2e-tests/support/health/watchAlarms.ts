import type { Locator } from 'playwright-core';

/** What was seen; the same line counts once. */
interface Watched {
  root: Element;
  alarms: Set<string>;
}

declare global {
  // eslint-disable-next-line no-var -- the only way to declare a global
  var watchedForAlarms: Watched | undefined;
}

/**
 * Watches the tab around its verdict from now on, every change of it. Answers
 * how to get the lines that said Warning or Critical at any moment, however
 * short; not those that say what a check would become if it went on. Throws
 * then when the tab was replaced meanwhile: nothing was watched.
 */
export async function watchAlarms(
  verdict: Locator,
): Promise<() => Promise<string[]>> {
  await verdict.evaluate(panel => {
    const root = panel.parentElement as HTMLElement;
    const alarms = new Set<string>();
    const look = () => {
      for (const line of root.innerText.split('\n'))
        if (/\b(Warning|Critical)\b/.test(line) && !/\bBecoming /.test(line))
          alarms.add(line);
    };
    globalThis.watchedForAlarms = { root, alarms };
    new MutationObserver(look).observe(root, {
      childList: true,
      characterData: true,
      subtree: true,
    });
    look();
  });
  return () =>
    verdict.page().evaluate(() => {
      const watched = globalThis.watchedForAlarms;
      if (!watched?.root.isConnected) throw new Error('The tab was replaced');
      return [...watched.alarms];
    });
}

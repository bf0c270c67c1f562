/** Path of the tab below the entity page; an app may give it another one. */
export const MESSAGES_PATH = '/messages';

/** The tab with all it draws, a chunk of its own. */
export function loadMessagesTab() {
  return import('./entity/MessagesTab');
}

/**
 * A link straight to the tab: its chunk is fetched while the portal starts, not
 * after the entity is there. A fault is told by whoever needs the tab.
 */
export function preloadMessagesTab(
  pathname: string | undefined = globalThis.location?.pathname,
): Promise<boolean> {
  if (!pathname?.endsWith(MESSAGES_PATH)) return Promise.resolve(false);
  return loadMessagesTab().then(
    () => true,
    () => false,
  );
}

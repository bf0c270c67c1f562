import type { ApiCall } from '../Api';

/** No long poll lasts longer, whatever the client asks for. */
const MAX_WAIT_MS = 60_000;

/**
 * Resolves when `isEnough` after an append to one of the partitions, when the
 * time is over or the connection closes; it leaves no listener behind.
 */
export function waitForAppend(
  { cluster, connection }: Pick<ApiCall, 'cluster' | 'connection'>,
  partitions: readonly { topic: string; index: number }[],
  maxWaitMs: number,
  isEnough: () => boolean,
): Promise<void> {
  return new Promise(resolve => {
    const undo: (() => void)[] = [];
    const finish = () => {
      undo.splice(0).forEach(step => step());
      resolve();
    };
    const check = () => {
      if (isEnough()) {
        finish();
      }
    };
    for (const { topic, index } of partitions) {
      const log = cluster.findPartition(topic, index)?.log;
      if (log) {
        undo.push(log.onAppend(check));
      }
    }
    const timer = setTimeout(finish, Math.min(maxWaitMs, MAX_WAIT_MS));
    undo.push(() => clearTimeout(timer));
    connection.signal.addEventListener('abort', finish, { once: true });
    undo.push(() => connection.signal.removeEventListener('abort', finish));
  });
}

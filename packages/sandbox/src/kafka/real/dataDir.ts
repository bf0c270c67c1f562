import { rmSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PREFIX = 'realtime-kafka-';

export interface DataDir {
  path: string;
  remove(): Promise<void>;
}

/**
 * A folder for one broker's log, named after our process. It goes with
 * `remove`, at the latest when this process exits. Folders whose process was
 * killed are swept by the next start.
 */
export async function createDataDir(parent = tmpdir()): Promise<DataDir> {
  await sweep(parent);
  const path = await mkdtemp(join(parent, `${PREFIX}${process.pid}-`));
  const removeNow = () => rmSync(path, { recursive: true, force: true });
  process.once('exit', removeNow);
  const remove = async () => {
    process.off('exit', removeNow);
    await rm(path, { recursive: true, force: true });
  };
  return { path, remove };
}

async function sweep(parent: string): Promise<void> {
  const names = await readdir(parent);
  const left = names.filter(name => {
    const pid = new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1];
    return pid !== undefined && !isAlive(Number(pid));
  });
  await Promise.all(
    left.map(name => rm(join(parent, name), { recursive: true, force: true })),
  );
}

/** A process of another user is alive too: asking about it is refused. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

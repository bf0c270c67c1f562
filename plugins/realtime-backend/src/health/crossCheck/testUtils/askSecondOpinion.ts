import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** The answers of the other client, as its own types name them; numbers of 64 bits are text. */
interface Opinion {
  committed: Array<{
    groupId: string;
    topics: Array<{
      name: string;
      partitions: Array<{ partitionIndex: number; committedOffset: string }>;
    }>;
  }>;
  ends: Array<{
    name: string;
    partitions: Array<{ partitionIndex: number; offset: string }>;
  }>;
  logDirs: Array<{
    broker: number;
    results: Array<{
      topics: Array<{
        name: string;
        partitions: Array<{ partitionIndex: number; partitionSize: string }>;
      }>;
    }>;
  }>;
}

/** Offsets and sizes by the names of their places: `group topic 0`, `topic 0`, `1 topic-0`. */
export interface Places {
  committed: Record<string, string>;
  ends: Record<string, string>;
  sizes: Record<string, number>;
}

/** Asks the same cluster through another client. Rejects with what it said when it fails. */
export async function askSecondOpinion(wish: {
  bootstrap: string;
  /** Partitions by topic. */
  topics: Record<string, number>;
  groups: string[];
}): Promise<Places> {
  const program = require.resolve('./secondOpinion.mjs');
  const { stdout } = await promisify(execFile)(process.execPath, [
    program,
    JSON.stringify(wish),
  ]);
  return toPlaces(JSON.parse(stdout));
}

function toPlaces({ committed, ends, logDirs }: Opinion): Places {
  return {
    committed: Object.fromEntries(
      committed.flatMap(({ groupId, topics }) =>
        topics.flatMap(({ name, partitions }) =>
          partitions
            .filter(each => each.committedOffset !== '-1')
            .map(each => [
              `${groupId} ${name} ${each.partitionIndex}`,
              each.committedOffset,
            ]),
        ),
      ),
    ),
    ends: Object.fromEntries(
      ends.flatMap(({ name, partitions }) =>
        partitions.map(each => [`${name} ${each.partitionIndex}`, each.offset]),
      ),
    ),
    sizes: Object.fromEntries(
      logDirs.flatMap(({ broker, results }) =>
        results.flatMap(({ topics }) =>
          topics.flatMap(({ name, partitions }) =>
            partitions.map(each => [
              `${broker} ${name}-${each.partitionIndex}`,
              Number(each.partitionSize),
            ]),
          ),
        ),
      ),
    ),
  };
}

import type { Missing } from '@backstage-realtime/plugin-realtime-common';
import type { HealthContext, ReaderView, TopicView } from './HealthContext';

/** Declared groups that read a topic, and why there may be more. */
export interface TopicReaders {
  readers: ReaderView[];
  /** Of a group it cannot be told which topics it reads; undefined when all are known. */
  missing?: Missing;
}

/** That a group exists nowhere or never committed is an answer; that nobody told is none. */
const TOLD: ReadonlySet<Missing['code']> = new Set(['no-commit', 'not-found']);

/** Who reads a topic. An empty list with nothing missing means nobody does. */
export function readersOf(
  topic: TopicView,
  { readers }: Pick<HealthContext, 'readers'>,
): TopicReaders {
  const withheld = readers.find(
    ({ group, topic: read, missing }) =>
      group.system === topic.system &&
      read === undefined &&
      missing !== undefined &&
      !TOLD.has(missing.code),
  );
  return {
    readers: readers.filter(reader => reader.topic === topic),
    missing: withheld?.missing,
  };
}

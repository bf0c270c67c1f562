import { objectAt, type JsonObject } from '../model/json';
import type { WatchEvent } from './ApiCaller';
import { aPipeline } from './pipelineKind';
import { metaOf, versionOf, type Subject } from './Subject';

/** What a watch sends, from when, and how it ends. */
export function watchingContract(the: () => Subject): void {
  /** Events up to the one for which `isLast` holds. */
  const readUntil = async (
    query: string,
    isLast: (event: WatchEvent, count: number) => boolean,
  ) => {
    const events: WatchEvent[] = [];
    for await (const event of the().admin.watch(`${the().path()}?${query}`)) {
      events.push(event);
      if (isLast(event, events.length)) {
        return events;
      }
    }
    return events;
  };

  const label = (name: string, labels: JsonObject) =>
    the().admin.patch(the().path(name), 'merge-patch+json', {
      metadata: { labels },
    });

  const shown = (events: WatchEvent[]) =>
    events.map(({ type, object }) => [type, metaOf(object).name]);

  it('goes on from the version of a list', async () => {
    const name = the().name();
    const list = await the().admin.get(the().path());
    await the().admin.post(the().path(), aPipeline(name));
    await label(name, { a: 'b' });
    await the().admin.delete(the().path(name));
    const events = await readUntil(
      `watch=1&resourceVersion=${versionOf(list.body)}`,
      (_, count) => count === 3,
    );
    expect(shown(events)).toEqual([
      ['ADDED', name],
      ['MODIFIED', name],
      ['DELETED', name],
    ]);
    const versions = events.map(({ object }) => Number(versionOf(object)));
    expect(versions).toEqual([...versions].sort((a, b) => a - b));
    expect(new Set(versions).size).toBe(3);
  });

  it('begins with what is there when no version is given', async () => {
    const name = the().name();
    await the().admin.post(the().path(), aPipeline(name));
    const events = await readUntil(
      `watch=1&fieldSelector=metadata.name%3D${name}`,
      () => true,
    );
    expect(shown(events)).toEqual([['ADDED', name]]);
  });

  it('adds and deletes what begins and ceases to match', async () => {
    const name = the().name();
    const run = the().name('run');
    const { body } = await the().admin.post(the().path(), aPipeline(name));
    await label(name, { run });
    await label(name, { run, more: 'yes' });
    await label(name, { run: null });
    const events = await readUntil(
      `watch=1&labelSelector=run%3D${run}&resourceVersion=${versionOf(body)}`,
      (_, count) => count === 3,
    );
    expect(shown(events)).toEqual([
      ['ADDED', name],
      ['MODIFIED', name],
      ['DELETED', name],
    ]);
  });

  it('marks the end of what was there with a bookmark', async () => {
    const name = the().name();
    await the().admin.post(the().path(), aPipeline(name));
    const events = await readUntil(
      'watch=1&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true',
      ({ type }) => type === 'BOOKMARK',
    );
    expect(shown(events)).toContainEqual(['ADDED', name]);
    const { object } = events.at(-1)!;
    expect(object).toMatchObject({ kind: 'Pipeline' });
    expect(objectAt(metaOf(object), 'annotations')).toEqual({
      'k8s.io/initial-events-end': 'true',
    });
    expect(versionOf(object)).toMatch(/^\d+$/);
  });

  it('begins no watch from a version that is no number', async () => {
    const path = `${the().path()}?watch=1&resourceVersion=newest`;
    const answer = await the().admin.get(path);
    // The real server calls it a fault of its own: 500.
    expect(answer.code).toBeGreaterThanOrEqual(400);
    expect(answer.body).toMatchObject({ kind: 'Status', status: 'Failure' });
  });

  it('ends in order when its time is up', async () => {
    const list = await the().admin.get(the().path());
    const events = await readUntil(
      `watch=1&timeoutSeconds=1&resourceVersion=${versionOf(list.body)}`,
      () => false,
    );
    expect(events.filter(({ type }) => type !== 'BOOKMARK')).toEqual([]);
  });

  it('answers a version that is too old with 410 as an event', async () => {
    const events = await readUntil('watch=1&resourceVersion=1', () => true);
    expect(events).toEqual([
      {
        type: 'ERROR',
        object: {
          kind: 'Status',
          apiVersion: 'v1',
          metadata: {},
          status: 'Failure',
          message: expect.stringMatching(
            /^too old resource version: 1 \(\d+\)$/,
          ),
          reason: 'Expired',
          code: 410,
        },
      },
    ]);
  });
}

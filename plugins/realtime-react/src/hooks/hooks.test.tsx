import { TestApiProvider } from '@backstage/test-utils';
import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { StrictMode } from 'react';
import { realtimeApiRef } from '../api/RealtimeApi';
import type { RecordStreamOptions } from '../store/RecordStream';
import { aStreamListing, FakeRealtimeApi } from '../testUtils/FakeRealtimeApi';
import { TestClock } from '../testUtils/TestClock';
import { TestScheduler } from '../testUtils/TestScheduler';
import { useDeclaredStreams } from './useDeclaredStreams';
import { useInspect } from './useInspect';
import { useRecordStream } from './useRecordStream';

const OPTIONS: RecordStreamOptions = {
  entityRef: 'component:default/ping-pong',
  stream: 'kafka:local/pong_topic',
  from: { at: 'latest' },
  mode: 'records',
};

function setUp(options: Parameters<typeof FakeRealtimeApi.create>[0] = {}) {
  const clock = new TestClock();
  const scheduler = new TestScheduler();
  const api = FakeRealtimeApi.create({ clock, scheduler, ...options });
  const wrap = (node: React.ReactNode) => (
    <StrictMode>
      <TestApiProvider apis={[[realtimeApiRef, api]]}>{node}</TestApiProvider>
    </StrictMode>
  );
  const pass = (ms: number) =>
    act(() => {
      clock.advance(ms);
      scheduler.paint();
    });
  return { api, clock, wrap, pass };
}

function Rows({ options }: { options: RecordStreamOptions | undefined }) {
  const { snapshot } = useRecordStream(options);
  return (
    <p>
      {snapshot
        ? `${snapshot.status.state}, ${snapshot.rows.length} rows`
        : 'nothing open'}
    </p>
  );
}

describe('useRecordStream', () => {
  it('shows what comes and closes the stream with its component', async () => {
    const { api, clock, wrap, pass } = setUp();
    const { unmount } = render(wrap(<Rows options={OPTIONS} />));
    expect(screen.getByText('connecting, 0 rows')).toBeInTheDocument();
    pass(500);
    expect(screen.getByText('live, 10 rows')).toBeInTheDocument();
    unmount();
    expect(api.opened.map(({ script }) => script.isClosed)).toEqual(
      api.opened.map(() => true),
    );
    expect(clock.pending).toBe(0);
  });

  it('keeps the stream for equal options and begins afresh for others', () => {
    const { api, wrap, pass } = setUp();
    const { rerender } = render(wrap(<Rows options={OPTIONS} />));
    pass(500);
    const opened = api.opened.length;
    rerender(wrap(<Rows options={{ ...OPTIONS }} />));
    expect(api.opened).toHaveLength(opened);
    rerender(wrap(<Rows options={{ ...OPTIONS, from: { at: 'earliest' } }} />));
    expect(screen.getByText('connecting, 0 rows')).toBeInTheDocument();
    expect(api.opened.filter(({ script }) => !script.isClosed)).toHaveLength(1);
  });

  it('opens none while nothing is asked for', () => {
    const { api, wrap } = setUp();
    render(wrap(<Rows options={undefined} />));
    expect(screen.getByText('nothing open')).toBeInTheDocument();
    expect(api.opened).toHaveLength(0);
  });
});

function Streams({ entityRef }: { entityRef: string }) {
  const loaded = useDeclaredStreams(entityRef);
  if (loaded.state === 'loading') return <p>loading</p>;
  if (loaded.state === 'error')
    return <button onClick={loaded.reload}>{loaded.error.message}</button>;
  return <p>{loaded.value.streams.map(({ title }) => title).join()}</p>;
}

describe('useDeclaredStreams', () => {
  it('loads, fails with the message, and loads again when asked', async () => {
    const answers = {
      streams: new Error('the catalog is away') as Error | undefined,
    };
    const { api, wrap } = setUp();
    const listStreams = api.listStreams.bind(api);
    api.listStreams = async ref => {
      if (answers.streams) throw answers.streams;
      return listStreams(ref);
    };
    render(wrap(<Streams entityRef="component:default/ping-pong" />));
    expect(screen.getByText('loading')).toBeInTheDocument();
    const button = await screen.findByRole('button', {
      name: 'the catalog is away',
    });
    answers.streams = undefined;
    await userEvent.click(button);
    expect(await screen.findByText('pong_topic')).toBeInTheDocument();
  });

  it('never shows the answer to an entity it was asked for before', async () => {
    const pending = new Map<string, () => void>();
    const { api, wrap } = setUp();
    api.listStreams = ref =>
      new Promise(resolve => {
        pending.set(ref, () =>
          resolve({
            entityRef: ref,
            streams: [aStreamListing({ title: ref })],
            problems: [],
          }),
        );
      });
    const { rerender } = render(
      wrap(<Streams entityRef="component:default/a" />),
    );
    rerender(wrap(<Streams entityRef="component:default/b" />));
    await act(async () => pending.get('component:default/b')?.());
    await act(async () => pending.get('component:default/a')?.());
    expect(screen.getByText('component:default/b')).toBeInTheDocument();
  });
});

function Inspected() {
  const loaded = useInspect({
    entityRef: OPTIONS.entityRef,
    stream: OPTIONS.stream,
    partition: 1,
    offset: '42',
  });
  return (
    <p>{loaded.state === 'error' ? loaded.error.message : loaded.state}</p>
  );
}

describe('useInspect', () => {
  it('says why a record cannot be shown', async () => {
    const { wrap } = setUp();
    render(wrap(<Inspected />));
    expect(
      await screen.findByText('Record 42 of partition 1 is no longer held.'),
    ).toBeInTheDocument();
  });
});

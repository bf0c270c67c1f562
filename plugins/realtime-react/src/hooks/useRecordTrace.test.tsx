import { TestApiProvider } from '@backstage/test-utils';
import type { StreamListing } from '@backstage-realtime/plugin-realtime-common';
import { act, render, screen } from '@testing-library/react';
import { realtimeApiRef } from '../api/RealtimeApi';
import { aRecord as aViewedRecord } from '../testUtils/buildBatch';
import {
  aStreamListing,
  FakeRealtimeApi,
  type FakeRealtimeApiOptions,
} from '../testUtils/FakeRealtimeApi';
import { openingSteps, type StreamScenario } from '../testUtils/scenario';
import { TestClock } from '../testUtils/TestClock';
import { TestScheduler } from '../testUtils/TestScheduler';
import { useRecordTrace, type TraceRequest } from './useRecordTrace';

const stream = (title: string, parts: Partial<StreamListing> = {}) =>
  aStreamListing({
    stream: `kafka:local/${title}` as StreamListing['stream'],
    title,
    ...parts,
  });

const record = aViewedRecord({
  value: '{"messageId":"8c4344a9"}',
  timestampMs: 100_000,
});

const request: TraceRequest = {
  entityRef: 'component:default/ping-pong',
  stream: 'kafka:local/pong',
  streams: [stream('pong'), stream('ping'), stream('analytics')],
  record,
};

/** Live with these values, then nothing. */
function holding(...values: string[]): StreamScenario {
  const records = values.map((value, offset) => ({ value, offset }));
  const [opening] = openingSteps(1);
  return {
    steps: [
      { afterMs: 5, play: [{ kind: 'records', records }] },
      { ...opening, afterMs: 5 },
    ],
  };
}

function Way(props: { request?: TraceRequest }) {
  const trace = useRecordTrace(props.request);
  const texts = trace?.steps.map(step => {
    if (step.state === 'found') return `${step.title} ${step.record.offset}`;
    return `${step.title} ${step.state === 'unsure' ? step.reason : step.state}`;
  });
  return <p>{texts?.join(', ') ?? 'nothing asked'}</p>;
}

function setUp(scenarios: FakeRealtimeApiOptions['scenarios'] = {}) {
  const clock = new TestClock();
  const scheduler = new TestScheduler();
  const api = FakeRealtimeApi.create({ clock, scheduler, scenarios });
  const draw = (asked?: TraceRequest) => (
    <TestApiProvider apis={[[realtimeApiRef, api]]}>
      <Way request={asked} />
    </TestApiProvider>
  );
  const pass = async (ms: number) => {
    for (let i = 0; i < 4; i += 1) {
      await act(async () => {
        clock.advance(ms);
        scheduler.paint();
      });
    }
  };
  return { api, draw, pass };
}

describe('the way of a message', () => {
  it('is searched in one other stream after the other, by its id, from before the record', async () => {
    const { api, draw, pass } = setUp({
      'kafka:local/ping': holding('{"a":1}', '{"messageId":"8C4344A9"}'),
      'kafka:local/analytics': holding('{"messageId":"another"}'),
    });
    render(draw(request));
    expect(
      screen.getByText('pong 0, ping searching, analytics waiting'),
    ).toBeVisible();
    expect(api.opened).toHaveLength(1);
    await pass(10);
    expect(screen.getByText('pong 0, ping 1, analytics absent')).toBeVisible();
    expect(api.opened.map(({ options }) => options)).toEqual([
      {
        entityRef: request.entityRef,
        stream: 'kafka:local/ping',
        from: { at: 'timestamp', timestampMs: 85_000 },
        filter: { clauses: [{ in: 'any', op: 'contains', text: '8c4344a9' }] },
        mode: 'records',
      },
      expect.objectContaining({ stream: 'kafka:local/analytics' }),
    ]);
    expect(api.opened.map(({ script }) => script.isClosed)).toEqual([
      true,
      true,
    ]);
  });

  it('says why a stream could not be searched instead of that the message is not there', async () => {
    const message = 'The permission is missing.';
    const forbidden = stream('ping', {
      canReadRecords: false,
      recordsRefusal: { code: 'realtime.stream.forbidden', message },
    });
    const { api, draw, pass } = setUp({
      'kafka:local/analytics': {
        steps: [
          {
            afterMs: 0,
            play: [
              {
                kind: 'frame',
                frame: {
                  type: 'error',
                  code: 'realtime.stream.over-budget',
                  message: 'You watch 3 of 3.',
                  isRetriable: true,
                },
              },
            ],
          },
        ],
      },
    });
    const [pong, , analytics] = request.streams;
    render(draw({ ...request, streams: [pong, forbidden, analytics] }));
    await pass(10);
    expect(
      screen.getByText(`pong 0, ping ${message}, analytics You watch 3 of 3.`),
    ).toBeVisible();
    expect(api.opened).toHaveLength(1);
  });

  it('closes the stream it searches when the reader turns away, and opens no other', async () => {
    const { api, draw, pass } = setUp();
    const view = render(draw(request));
    expect(api.opened).toHaveLength(1);
    view.rerender(draw(undefined));
    await pass(10);
    expect(screen.getByText('nothing asked')).toBeVisible();
    expect(api.opened.map(({ script }) => script.isClosed)).toEqual([true]);
  });

  it('opens nothing for a record without an id', async () => {
    const { api, draw, pass } = setUp();
    const nameless = aViewedRecord({ value: '1' });
    render(draw({ ...request, record: nameless }));
    await pass(10);
    expect(api.opened).toHaveLength(0);
  });

  it('asks a source without offsets for what it still holds', async () => {
    const { api, draw, pass } = setUp({
      'kafka:local/socket': holding('{"messageId":"another"}'),
    });
    const socket = stream('socket', { isSeekable: false });
    render(draw({ ...request, streams: [socket] }));
    expect(api.opened[0].options.from).toEqual({ at: 'last', count: 1_000 });
    await pass(10);
    expect(screen.getByText('socket passed')).toBeVisible();
  });
});

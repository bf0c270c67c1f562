import { RealtimeError } from '@backstage-realtime/plugin-realtime-common';
import { OLIVIA } from './testUtils/startGateway';
import { PERSONAL_MASK, useGateway } from './testUtils/useGateway';

describe('Gateway streams', () => {
  const { running, viewerOf, live } = useGateway();

  describe('opening', () => {
    it('asks for access as the caller and tells a refusal with its code', async () => {
      const viewer = await viewerOf();
      running().access.deny = () => 'realtime.stream.not-allowed';
      viewer.subscribe(3);
      expect(await viewer.next('error')).toMatchObject({
        sub: 3,
        code: 'realtime.stream.not-allowed',
        isRetriable: false,
      });
      expect(running().access.asked).toMatchObject([
        { userRef: OLIVIA, wants: 'records', unmask: false },
      ]);
      expect(running().hub.subscriptions).toEqual([]);
      expect(running().audit).toMatchObject([
        { kind: 'refused', code: 'realtime.stream.not-allowed' },
      ]);
    });

    it('tells the viewer what is masked', async () => {
      const viewer = await viewerOf();
      running().access.mask = PERSONAL_MASK;
      viewer.subscribe(1);
      expect((await viewer.next('subscribed')).mask).toEqual({
        policy: 'personal',
        paths: ['user.email'],
        headers: ['authorization'],
      });
      expect(running().hub.open[0].request.projector.id).toBe('local personal');
    });

    it('needs the right to records for counts with a filter, which sees contents', async () => {
      await live(
        {},
        {
          mode: 'counts',
          filter: { clauses: [{ in: 'any', op: 'contains', text: 'secret' }] },
        },
      );
      expect(running().access.asked).toMatchObject([{ wants: 'records' }]);
    });

    it('unmasks nobody for counts', async () => {
      await live({}, { mode: 'counts', unmask: true });
      expect(running().access.asked).toMatchObject([
        { wants: 'counts', unmask: false },
      ]);
    });

    it('refuses a number that is in use', async () => {
      const viewer = await live();
      viewer.subscribe(1);
      expect(await viewer.next('error')).toMatchObject({
        sub: 1,
        code: 'realtime.command.malformed',
        message: expect.stringContaining('already open'),
      });
      expect(running().hub.open).toHaveLength(1);
    });

    it('says a fault of the hub without its details', async () => {
      const viewer = await viewerOf();
      running().hub.subscribe = () => {
        throw new Error('10.0.0.1:9092 refused');
      };
      viewer.subscribe(1);
      const error = await viewer.next('error');
      expect(error).toMatchObject({ sub: 1, code: 'realtime.internal' });
      expect(error.message).not.toContain('10.0.0.1');
      expect(running().gateway.stats().streamsOpen).toBe(0);
    });

    it('passes on the code of a known fault', async () => {
      const viewer = await viewerOf();
      running().access.fault = new RealtimeError(
        'realtime.kafka.unreachable',
        'No broker of local answers. Try again',
        { isRetriable: true },
      );
      viewer.subscribe(1);
      expect(await viewer.next('error')).toMatchObject({
        code: 'realtime.kafka.unreachable',
        isRetriable: true,
      });
    });

    it('opens nothing when the viewer unsubscribed meanwhile', async () => {
      const viewer = await viewerOf();
      viewer.subscribe(1);
      viewer.send({ type: 'unsubscribe', sub: 1 });
      viewer.subscribe(2);
      await viewer.next('subscribed');
      expect(running().gateway.stats().streamsOpen).toBe(
        running().hub.open.length,
      );
      expect(
        running().hub.open.map(({ sink }) => Reflect.get(sink, 'sub')),
      ).toEqual([2]);
    });
  });

  describe('budgets', () => {
    it('refuses the fourth stream with the numbers and what is watched', async () => {
      const viewer = await viewerOf();
      for (const sub of [1, 2, 3]) {
        viewer.subscribe(sub, { stream: `kafka:local/topic_${sub}` });
        await viewer.next('subscribed');
      }
      viewer.subscribe(4);
      const { message, code } = await viewer.next('error');
      expect(code).toBe('realtime.stream.over-budget');
      expect(message).toContain('3 of 3 streams');
      expect(message).toContain(
        'kafka:local/topic_2 of component:default/ping-pong',
      );
      viewer.send({ type: 'unsubscribe', sub: 2 });
      viewer.subscribe(4);
      expect(await viewer.next('subscribed')).toMatchObject({ sub: 4 });
    });

    it('counts a user over all tabs', async () => {
      const viewer = await live({ settings: { streamsPerUser: 1 } });
      const other = await running().viewer();
      other.subscribe(1);
      expect((await other.next('error')).message).toContain('1 of 1 streams');
      viewer.ws.close();
      await viewer.closed;
      other.subscribe(1);
      await other.next('subscribed');
    });

    it.each([
      [
        'entity',
        { streamsPerEntity: 1 },
        '1 of 1 streams of component:default/ping-pong',
      ],
      [
        'system',
        { streamsPerSystem: 1 },
        '1 of 1 streams of kafka:local are open',
      ],
      ['process', { streamsPerProcess: 1 }, '1 of 1 streams of this server'],
    ])(
      'limits streams per %s without naming other users',
      async (_, settings, text) => {
        await live({ settings });
        const other = await running().viewer('user:default/dan');
        other.subscribe(1);
        const { message } = await other.next('error');
        expect(message).toContain(text);
        expect(message).not.toContain(OLIVIA);
      },
    );

    it('answers 10,000 subscribes with refusals and asks for access three times only', async () => {
      const viewer = await viewerOf({
        settings: { commandsPerSecond: 20_000 },
      });
      for (let sub = 1; sub <= 10_000; sub++) viewer.subscribe(sub);
      for (let refused = 0; refused < 9_997; refused++)
        await viewer.next('error');
      expect(running().access.asked).toHaveLength(3);
      expect(running().gateway.stats()).toMatchObject({
        streamsOpen: 3,
        streamsRefused: 9_997,
      });
    }, 30_000);

    it('cuts a flood of subscribes at the usual rate with 4429', async () => {
      const viewer = await viewerOf();
      for (let sub = 1; sub <= 10_000; sub++) viewer.subscribe(sub);
      expect((await viewer.closed).code).toBe(4429);
      expect(running().hub.open).toEqual([]);
    });
  });
});

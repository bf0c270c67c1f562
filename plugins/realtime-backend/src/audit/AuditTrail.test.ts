import { mockServices } from '@backstage/backend-test-utils';
import type { AuditorServiceCreateEventOptions } from '@backstage/backend-plugin-api';
import type { GatewayAuditEvent } from '../gateway/audit';
import { AuditTrail } from './AuditTrail';

const watched = {
  atMs: 1,
  viewer: 'v1',
  userRef: 'user:default/olivia',
  transport: 'websocket',
  entityRef: 'component:default/ping-pong',
  stream: 'kafka:local/pong_topic',
  mode: 'records',
  unmask: false,
} as const;

function trail() {
  const written: Array<AuditorServiceCreateEventOptions & { outcome: string }> =
    [];
  const auditor = mockServices.auditor.mock({
    createEvent: async options => ({
      success: async () =>
        void written.push({ ...options, outcome: 'success' }),
      fail: async () => void written.push({ ...options, outcome: 'fail' }),
    }),
  });
  return {
    written,
    audit: AuditTrail.create(auditor, mockServices.logger.mock()),
  };
}

/** Lets the promises of the written events settle. */
const settle = () => new Promise(resolve => setImmediate(resolve));

describe('AuditTrail', () => {
  it('says who read which offsets when a stream stops', async () => {
    const { audit, written } = trail();
    const summary = {
      seen: 12,
      delivered: 10,
      filtered: 2,
      gaps: {},
      ranges: new Map([[3, { first: 48n, last: 9007199254740993n }]]),
    };
    audit.stream({
      ...watched,
      kind: 'stopped',
      because: 'unsubscribed',
      summary,
    });
    await settle();
    expect(written).toEqual([
      expect.objectContaining({
        eventId: 'stream-stop',
        severityLevel: 'low',
        outcome: 'success',
        meta: expect.objectContaining({
          userRef: 'user:default/olivia',
          delivered: 10,
          offsets: [{ partition: 3, first: '48', last: '9007199254740993' }],
        }),
      }),
    ]);
  });

  it.each<[string, GatewayAuditEvent, string, string, string]>([
    [
      'a masked read',
      { ...watched, kind: 'started' },
      'stream-start',
      'low',
      'success',
    ],
    [
      'an unmasked read',
      { ...watched, unmask: true, kind: 'started' },
      'stream-start',
      'medium',
      'success',
    ],
    [
      'a refusal',
      { ...watched, kind: 'refused', code: 'realtime.stream.forbidden' },
      'stream-refuse',
      'medium',
      'fail',
    ],
  ])('grades %s', async (_, event, eventId, severityLevel, outcome) => {
    const { audit, written } = trail();
    audit.stream(event);
    await settle();
    expect(written).toEqual([
      expect.objectContaining({ eventId, severityLevel, outcome }),
    ]);
  });

  it('logs a fault of the auditor and goes on', async () => {
    const logger = mockServices.logger.mock();
    const auditor = mockServices.auditor.mock({
      createEvent: async () => {
        throw new Error('disk full');
      },
    });
    AuditTrail.create(auditor, logger).ticketIssued('user:default/olivia');
    await settle();
    expect(logger.error).toHaveBeenCalledWith(
      expect.stringContaining('ticket-issue'),
      expect.any(Error),
    );
  });
});

import { mockServices } from '@backstage/backend-test-utils';
import type { StreamRef } from '@backstage-realtime/plugin-realtime-common';
import { OutageLog } from './OutageLog';

const refOf = (kind: StreamRef['kind']) =>
  ({ kind, system: 'local', topic: 'pings' }) as StreamRef;

describe('OutageLog', () => {
  it.each(['kafka', 'mqtt', 'websocket'] as const)(
    'writes one line for an outage of %s, however long it is tried',
    kind => {
      const logger = mockServices.logger.mock();
      const log = new OutageLog(refOf(kind), logger);

      for (let i = 0; i < 5; i++) {
        log.lost({ part: 'part local', reason: 'the connection was refused' });
      }

      expect(logger.warn).toHaveBeenCalledTimes(1);
      expect(logger.warn).toHaveBeenCalledWith(
        expect.stringMatching(/part local: the connection was refused$/),
        expect.objectContaining({
          code: `realtime.${kind}.unreachable`,
          part: 'part local',
        }),
      );
    },
  );

  it('writes one line a part, one when all answer again, and then of the next outage', () => {
    const logger = mockServices.logger.mock();
    const log = new OutageLog(refOf('kafka'), logger);

    log.answered();
    log.lost({ part: 'broker 1', reason: 'it closed the connection' });
    log.lost({ part: 'broker 2', reason: 'it closed the connection' });
    log.answered();
    log.answered();
    log.lost({ part: 'broker 1', reason: 'it closed the connection' });

    expect(logger.warn).toHaveBeenCalledTimes(3);
    expect(logger.info).toHaveBeenCalledTimes(1);
  });
});

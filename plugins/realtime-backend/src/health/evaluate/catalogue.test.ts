import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createContext } from './context/createContext';
import { CHECKS } from './checks';
import { LIMIT_DEFAULTS } from './limits/table';
import {
  aGroup,
  anInput,
  anObservation,
  anOffset,
  aScope,
  aTopic,
  GROUP,
  NOW_MS,
  SYSTEM,
  TOPIC,
} from './testUtils/builders';

const PAGE = readFileSync(
  join(__dirname, '../../../../../docs/health-checks.md'),
  'utf8',
);
const NAMES = [TOPIC, 'orders.dlq', 'ping_topic', 'gone_topic'];

/** An entity that gives every check something to say. */
const CONTEXT = createContext(
  anInput({
    scope: aScope({
      tags: ['undeclared'],
      topics: NAMES.map(topic => ({ system: SYSTEM, topic })),
      groups: [{ system: SYSTEM, group: GROUP }],
      annotations: {
        'backstage-realtime.io/health-limits': `stage.ratio.${TOPIC}/ping_topic=1, bridge.conservation.${TOPIC}=2%`,
      },
    }),
    observations: [
      anObservation({
        topics: [
          ...NAMES.slice(0, 3).map(topic => aTopic({ topic })),
          aTopic({
            topic: 'gone_topic',
            ...{ partitions: [], missing: { code: 'not-found' } },
          }),
        ],
        groups: [
          aGroup({
            offsets: [
              ...[0, 1, 2].map(id => anOffset(id, 1000n)),
              anOffset(0, 5n, { topic: 'gone_topic' }),
            ],
          }),
        ],
      }),
    ],
    stages: [{ kind: 'mqtt', system: 'mqtt', atMs: NOW_MS }],
  }),
);

const rowsOf = (id: string) =>
  PAGE.split('\n').filter(line => line.startsWith(`| \`${id}\` `));

describe('the page of all checks', () => {
  const ids = new Set(
    CHECKS.flatMap(({ evaluate }) => evaluate(CONTEXT)).map(
      ({ check }) => check,
    ),
  );

  it.each([...ids])('says once what %s finds', id => {
    expect(rowsOf(id)).toHaveLength(1);
  });

  it('names no check that does not exist', () => {
    const [checks] = PAGE.split('\n## Limits');
    const named = [...checks.matchAll(/^\| `([a-z0-9.-]+)`/gm)];
    expect(named.map(([, id]) => id).filter(id => !ids.has(id))).toEqual([]);
  });

  it.each(Object.entries(LIMIT_DEFAULTS))(
    'has the default of %s',
    (id, { value, realtime, dev, prod }) => {
      const [row = '', ...others] = rowsOf(id);
      expect(others).toEqual([]);
      for (const each of [value, realtime, dev, prod].filter(Boolean))
        expect(row).toContain(`\`${each}\``);
    },
  );
});

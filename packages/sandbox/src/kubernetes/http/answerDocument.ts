import type { KindRegistry } from '../kinds/KindRegistry';
import type { JsonObject } from '../model/json';
import {
  describeCore,
  describeGroup,
  describeGroups,
  describeResources,
} from './discovery';
import { describeOpenApi, describeSchemas } from './openApi';

/** What it plays; clients ask for it first. */
const VERSION: JsonObject = {
  major: '1',
  minor: '34',
  gitVersion: 'v1.34.0-sandbox',
  gitCommit: 'sandbox',
  gitTreeState: 'clean',
  buildDate: '1970-01-01T00:00:00Z',
  goVersion: 'none',
  compiler: 'none',
  platform: 'sandbox/any',
};

type Describe = (
  kinds: KindRegistry,
  segments: string[],
) => JsonObject | undefined;

const DOCUMENTS: [RegExp, Describe][] = [
  [/^version$/, () => VERSION],
  [/^api$/, describeCore],
  [/^apis$/, describeGroups],
  [/^apis\/[^/]+$/, (kinds, [, group]) => describeGroup(kinds, group)],
  [/^api\/v1$/, kinds => describeResources(kinds, 'v1')],
  [
    /^apis\/[^/]+\/[^/]+$/,
    (kinds, [, group, version]) =>
      describeResources(kinds, `${group}/${version}`),
  ],
  [/^openapi\/v3$/, describeOpenApi],
  [
    /^openapi\/v3\/apis?\/.+$/,
    (kinds, segments) => describeSchemas(kinds, segments.slice(2).join('/')),
  ],
];

/** What everybody with a token may read about the server itself; undefined: the path is about objects. */
export function answerDocument(
  kinds: KindRegistry,
  segments: string[],
): JsonObject | undefined {
  const path = segments.join('/');
  const [, describe] = DOCUMENTS.find(([form]) => form.test(path)) ?? [];
  return describe?.(kinds, segments);
}

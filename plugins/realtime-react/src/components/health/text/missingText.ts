import type {
  Missing,
  MissingAcl,
} from '@backstage-realtime/plugin-realtime-common';
import { retell } from '../../words/retell';
import type { Words } from '../../words/WordsContext';

/** Why there is no value, in place of the value: `no commits yet`, `needs DESCRIBE on group g`. */
export function missingText(missing: Missing, words: Words): string {
  if (missing.acl) return aclText(missing.acl, words);
  // Why the cluster is away stands above the tables, once, and not in each cell.
  if (missing.code === 'unreachable') return words('missing.unreachable');
  return missing.detail === undefined
    ? words(`missing.${missing.code}`)
    : retell('reason', missing.detail, words);
}

const RIGHTS: Record<MissingAcl['operation'], string> = {
  Describe: 'DESCRIBE',
  DescribeConfigs: 'DESCRIBE_CONFIGS',
  Read: 'READ',
};

function aclText(acl: MissingAcl, words: Words): string {
  const right = RIGHTS[acl.operation];
  return acl.resource === 'cluster'
    ? words('missing.needsCluster', { right })
    : words('missing.needs', {
        right,
        resource: words(`missing.${acl.resource}`),
        name: acl.name,
      });
}

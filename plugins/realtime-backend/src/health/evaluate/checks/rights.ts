import {
  aclCommand,
  type MissingAcl,
} from '@backstage-realtime/plugin-realtime-common';
import type { HealthContext, SystemView } from '../context/HealthContext';
import { fine, judge, unknown } from '../judgement';
import { count, name, say } from '../values';
import { withheldIn } from './answers';
import { family, type Checked, type SubjectCheck } from './HealthCheck';

/** Rights that are named one by one; a credential that lacks more lacks a rule, not a right. */
const MOST_RIGHTS = 20;

/** A right that an answer asked for, or none of a cluster where nothing was refused. */
interface Right extends Checked {
  view: SystemView;
  acl?: MissingAcl;
}

function rightsOf({ systems }: HealthContext): Right[] {
  return systems.flatMap((view): Right[] => {
    const lacking = lackingIn(view);
    if (lacking.length === 0)
      return [{ subject: view.subject, view, missing: view.missing }];
    return lacking.map(acl => ({ subject: subjectOf(view, acl), view, acl }));
  });
}

function lackingIn({ observation }: SystemView): MissingAcl[] {
  const found = new Map<string, MissingAcl>();
  if (!observation) return [];
  for (const { missing } of withheldIn(observation)) {
    if (found.size >= MOST_RIGHTS) break;
    if (missing.acl) found.set(aclCommand(missing.acl), missing.acl);
  }
  return [...found.values()];
}

/** Where the right belongs, so that its row leads to it. */
function subjectOf({ system }: SystemView, { resource, name: of }: MissingAcl) {
  return {
    system,
    ...(resource === 'topic' && { topic: of }),
    ...(resource === 'group' && { group: of }),
  };
}

/** Stands for all that is not known for want of one right. */
const PERMISSION: SubjectCheck<Right> = {
  id: 'obs.permission',
  sources: [],
  judge: ({ acl, subject, view }) => {
    const values = { system: name(view.system) };
    return acl
      ? {
          ...unknown({ code: 'no-permission', acl }, subject),
          rule: [say('obs.permission.rule', { count: count(1) })],
        }
      : fine(say('obs.permission.ok', values), {
          rule: [say('obs.permission.rule', { count: count(0) })],
        });
  },
};

interface Asked extends Checked {
  view: SystemView;
}

/** What this broker or exporter has no answer for, whatever the rights. */
const UNSUPPORTED: SubjectCheck<Asked> = {
  id: 'obs.unsupported',
  sources: ['ApiVersions'],
  judge: ({ view: { observation, system } }) => {
    const requests = new Set<string>();
    for (const { missing, request } of observation
      ? withheldIn(observation)
      : []) {
      if (missing.code === 'unsupported') requests.add(request);
    }
    const values = {
      system: name(system),
      requests: name([...requests].sort().join(', ')),
      count: count(requests.size),
    };
    const rule = [say('obs.unsupported.rule', values)];
    return requests.size > 0
      ? judge('info', say('obs.unsupported', values), {
          rule,
          next: [say('obs.unsupported.next', values)],
        })
      : fine(say('obs.unsupported.ok', values), { rule });
  },
};

/** What of the clusters may and can be asked. */
export const RIGHTS = [
  family('rights', rightsOf, [PERMISSION]),
  family(
    'versions',
    ({ systems }): Asked[] =>
      systems.map(view => ({
        subject: view.subject,
        missing: view.missing,
        view,
      })),
    [UNSUPPORTED],
  ),
];

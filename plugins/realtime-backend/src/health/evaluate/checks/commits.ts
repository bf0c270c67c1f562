import type { Missing } from '@backstage-realtime/plugin-realtime-common';
import type {
  GroupView,
  HealthContext,
  ReaderView,
} from '../context/HealthContext';
import { fine, judge, notApplicable, unknown } from '../judgement';
import { count, name, numberOf, partitionNames, say } from '../values';
import { family, type HealthCheck, type SubjectCheck } from './HealthCheck';
import { namesOf } from './readers';
import { whyMissing } from './whyMissing';

/** What would be unknown for want of a commit is this very finding. */
function withoutTopic({ missing, topic }: ReaderView): boolean {
  return missing?.code === 'no-commit' && topic === undefined;
}

const NONE: SubjectCheck<ReaderView> = {
  id: 'commit.none',
  sources: ['OffsetFetch', 'ListOffsets'],
  judge: (reader, context) => {
    const hold = context.scope.limits.get('commit.none.hold');
    const found = reader.partitions.filter(
      each => each.lag().class.state === 'no-commit',
    );
    const read = found.filter(({ isAssigned }) => isAssigned === true);
    const values = {
      ...namesOf(reader, context),
      count: count(read.length),
      partitions: partitionNames(read.map(({ partition }) => partition)),
    };
    const more = {
      rule: [say('commit.none.rule', values)],
      limits: [hold],
      hold: { forMs: numberOf(hold) },
    };
    if (read.length > 0) {
      return judge('warning', say('commit.none', values), {
        ...more,
        next: [say('commit.none.next', values)],
      });
    }
    if (found.length > 0) {
      return judge('info', say('commit.none.unread', values), {
        rule: more.rule,
      });
    }
    const hidden = withheld(reader);
    if (hidden) return unknown(hidden, reader.subject);
    const isIdle = reader.partitions.every(
      each => each.lag().class.state === 'idle',
    );
    return isIdle
      ? notApplicable(say('commit.none.empty', values))
      : fine(say('commit.none.ok', values), more);
  },
};

/** Why it is not known of a partition whether anything was committed there. */
function withheld({ partitions }: ReaderView): Missing | undefined {
  return whyMissing(
    partitions.map(({ committed }) => committed),
    ['no-commit'],
  );
}

const READERS = family(
  'commit',
  ({ readers }) => readers.filter(reader => !withoutTopic(reader)),
  [NONE],
);

/** A group that committed nothing anywhere: nobody can tell what it reads. */
const NOWHERE = family(
  'commit',
  ({ readers }) =>
    readers
      .filter(withoutTopic)
      .map(({ subject, group }) => ({ subject, group })),
  [
    {
      id: 'commit.none',
      sources: ['OffsetFetch'],
      judge: ({ group }: { group: GroupView; subject: GroupView['subject'] }) =>
        judge(
          'info',
          say('commit.none.nowhere', {
            group: name(group.group),
            system: name(group.system),
          }),
        ),
    },
  ],
);

/** Commits outlive their topic; nobody reads there any more. */
function orphansOf({ observed }: GroupView, context: HealthContext): string[] {
  const gone = new Set(
    context.topics
      .filter(({ missing }) => missing?.code === 'not-found')
      .map(({ topic }) => topic),
  );
  const offsets = observed?.offsets ?? [];
  return [
    ...new Set(
      offsets
        .filter(({ committed, topic }) => committed.known && gone.has(topic))
        .map(({ topic }) => topic),
    ),
  ];
}

const ORPHANS: HealthCheck = {
  name: 'commit',
  evaluate: context =>
    context.groups.flatMap(group =>
      orphansOf(group, context).map(topic => {
        const values = {
          group: name(group.group),
          topic: name(topic),
          owner: name(context.owner),
          count: count(1),
        };
        return {
          check: 'commit.orphan',
          subject: { ...group.subject, topic },
          verdict: 'info',
          finding: say('commit.orphan', values),
          rule: [say('commit.orphan.rule', values)],
          limits: [],
          evidence: [],
          next: [say('commit.orphan.next', values)],
          sources: ['OffsetFetch', 'Metadata'],
        };
      }),
    ),
};

/** What groups have committed. */
export const COMMITS: readonly HealthCheck[] = [READERS, NOWHERE, ORPHANS];

/** What could not be seen, and why. */
export const OBSERVING_SENTENCES = {
  'unknown.no-commit': '{{what}}: no commits yet',
  'unknown.no-leader': '{{what}}: no end offset, the partition has no leader',
  'unknown.no-permission': '{{what}}: no permission',
  'unknown.no-permission.topic':
    '{{what}}: needs {{operation}} on topic {{name}}',
  'unknown.no-permission.group':
    '{{what}}: needs {{operation}} on group {{name}}',
  'unknown.no-permission.cluster':
    '{{what}}: needs {{operation}} on the cluster',
  'unknown.not-found': '{{what}}: not found',
  'unknown.not-asked': '{{what}}: was not asked for',
  'unknown.unsupported': '{{what}}: the broker cannot tell',
  'unknown.unreachable': '{{what}}: does not answer',
  'unknown.timeout': '{{what}}: did not answer in time',
  'unknown.stale': '{{what}}: stale, the last answer is too old',
  'unknown.learning': '{{what}}: not enough readings yet',
  'unknown.no-data': '{{what}}: no data',
  'unknown.not-a-number': '{{what}}: not a number',
  'unknown.unauthenticated': '{{what}}: the credential was refused',
  'unknown.bad-query': '{{what}}: the query was refused',
  'unknown.failed': '{{what}}: could not be read',
  'unknown.because': '{{what}}: {{reason}}',

  'obs.unreachable': '{{system}} does not answer',
  'obs.unreachable.rule': 'brokers of {{system}} that answered 0 of {{total}}',
  'obs.unreachable.next': 'Check that {{system}} is up (who runs {{system}})',
  'obs.stale': '{{system}}: last answer is {{age}} old; the limit is {{limit}}',
  'obs.stale.ok': '{{system}}: last answer is {{age}} old',
  'obs.stale.rule': 'age of the reading {{age}} > {{limit}}',
  'obs.stale.next': 'Check that {{system}} is up (who runs {{system}})',
  'obs.unread': '{{system}} has not been read yet',
  'obs.partial':
    '{{system}}: {{answered}} of {{total}} brokers answered; silent: {{brokers}}',
  'obs.partial.ok': '{{system}}: every broker answered, {{total}} in all',
  'obs.partial.rule': 'brokers that did not answer {{count}} > 0',
  'obs.partial.next': 'Look at the brokers {{brokers}} (who runs {{system}})',
  'obs.permission.next': 'Grant it: {{command}} (who runs {{system}})',
  'obs.permission.rule': 'rights that an answer asked for {{count}} > 0',
  'obs.permission.ok': '{{system}}: no right is missing',
  'obs.unsupported':
    '{{system}} cannot answer {{requests}}; what rests on it is not judged',
  'obs.unsupported.ok': '{{system}} can answer whatever is asked',
  'obs.unsupported.rule': 'requests without an answer {{count}} > 0',
  'obs.unsupported.next':
    'A newer version of the broker, or reading from the brokers instead of an exporter, would tell it (who runs {{system}})',
  'gateway.drops':
    '{{topic}}: {{count}} of {{total}} records came faster than viewers could be shown them ({{share}})',
  'gateway.drops.ok': '{{topic}}: viewers are shown what they ask for',
  'gateway.drops.rule':
    'records that viewers were too slow for {{share}} ≥ {{limit}}',
  'gateway.drops.next':
    'Look at {{topic}} with a filter or fewer records a second; nothing is lost in the topic',
  'obs.frozen':
    '{{system}}: metadata names broker {{brokers}} as leader or controller, but requests to it fail',
  'obs.frozen.ok':
    '{{system}}: the leaders and the controller that metadata names answer',
  'obs.frozen.refused':
    '{{system}}: broker {{brokers}} refuses every connection, and metadata still names it leader of {{count}} partitions of {{total}}: nobody can write there',
  'obs.frozen.refused_one':
    '{{system}}: broker {{brokers}} refuses every connection, and metadata still names it leader of 1 partition of {{total}}: nobody can write there',
  'obs.frozen.refused.rule':
    'partitions that they lead, by metadata, {{count}} > 0',
  'obs.frozen.refused.next':
    'Start broker {{brokers}}, or look why no other took over (who runs {{system}})',
  'obs.frozen.rule':
    'brokers that lead or control and do not answer {{count}} > 0',
  'obs.frozen.next':
    'Do not trust the other values of {{system}} until {{brokers}} answers or is replaced (who runs {{system}})',
} as const;

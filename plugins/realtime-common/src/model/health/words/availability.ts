/** Availability, durability, placement and disks. */
export const AVAILABILITY_SENTENCES = {
  'topic.missing': '{{topic}} is declared, but {{system}} does not have it',
  'topic.missing.ok': '{{topic}} exists on {{system}}',
  'topic.missing.rule': 'the topic is in the metadata of the cluster',
  'topic.missing.next':
    'Create {{topic}} or take it out of the annotation ({{owner}})',

  'topic.undeclared': '{{topic}} of {{system}} is declared by no entity',
  'topic.undeclared.rule': 'entities that declare the topic: 0',
  'topic.undeclared.next':
    'Name {{system}}/{{topic}} in backstage-realtime.io/kafka-topics of what reads or writes it, or delete the topic',

  'partition.offline':
    '{{topic}}: {{count}} of {{total}} partitions have no leader: {{partitions}}; they can neither be read nor written',
  'partition.offline_one':
    '{{topic}} {{partitions}} has no leader; it can neither be read nor written',
  'partition.offline.ok': '{{topic}}: every partition has a leader',
  'partition.offline.rule': 'partitions without a leader {{count}} > 0',
  'partition.offline.next':
    'Bring back a broker that holds a replica: {{brokers}} (who runs {{system}})',

  'partition.grown':
    '{{topic}}: partition count grew from {{before}} to {{total}}; keys moved',
  'partition.grown.ok':
    '{{topic}}: the partition count is {{total}}, as before',
  'partition.grown.rule':
    'partitions seen later than the first ones: {{count}}',

  'isr.under-min':
    '{{topic}}: {{count}} of {{total}} partitions have fewer in-sync replicas than the minimum of {{limit}}: {{partitions}}; writes with acks=all are refused',
  'isr.under-min_one':
    '{{topic}} {{partitions}} has fewer in-sync replicas than the minimum of {{limit}}; writes with acks=all are refused',
  'isr.under-min.ok':
    '{{topic}}: no partition is below its minimum of in-sync replicas',
  'isr.under-min.rule':
    'in-sync replicas {{isr}} < min(min.insync.replicas, replicas) {{limit}}',
  'isr.under-min.next':
    'Bring back the brokers that are out of sync: {{brokers}} (who runs {{system}})',

  'isr.at-min':
    '{{topic}}: {{count}} of {{total}} partitions are at the minimum of {{limit}} in-sync replicas: {{partitions}}; one more loss stops writes',
  'isr.at-min_one':
    '{{topic}} {{partitions}} is at the minimum of {{limit}} in-sync replicas; one more loss stops writes',
  'isr.at-min.ok': '{{topic}}: no partition has fallen to its minimum',
  'isr.at-min.rule':
    'in-sync replicas {{isr}} = min(min.insync.replicas, replicas) {{limit}} < replicas {{replicas}}',
  'isr.at-min.next':
    'Bring back the brokers that are out of sync: {{brokers}} (who runs {{system}})',

  'isr.under-replicated':
    '{{topic}}: {{count}} of {{total}} partitions have replicas out of sync: {{partitions}}',
  'isr.under-replicated_one':
    '{{topic}} {{partitions}} has replicas out of sync',
  'isr.under-replicated.moving':
    '{{topic}}: {{count}} of {{total}} partitions are being moved: {{partitions}}',
  'isr.under-replicated.ok': '{{topic}}: all replicas are in sync',
  'isr.under-replicated.told':
    '{{topic}}: replicas are out of sync; another check says how many are left',
  'isr.under-replicated.rule':
    'in-sync replicas {{isr}} < replicas {{replicas}}',
  'isr.under-replicated.next':
    'Look at the brokers that are out of sync: {{brokers}} (who runs {{system}})',

  'durability.rf1':
    '{{topic}} has one replica; losing its broker loses the records',
  'durability.rf1.ok': '{{topic}} has {{replicas}} replicas',
  'durability.rf1.rule': 'replicas {{replicas}} = 1',
  'durability.rf1.next': 'Raise the replication factor to 3 ({{owner}})',
  'durability.single':
    '{{topic}} has one replica; another check says what that means',
  'durability.no-headroom':
    '{{topic}} needs all of its {{replicas}} replicas for a write; any broker loss stops writes',
  'durability.no-headroom.ok':
    '{{topic}} can lose {{spare}} of {{replicas}} replicas and still be written',
  'durability.no-headroom.rule':
    'replicas {{replicas}} = min(min.insync.replicas, replicas) {{limit}}',
  'durability.no-headroom.next':
    'Add a replica, or lower min.insync.replicas below {{replicas}} ({{owner}})',
  'durability.min-isr-1':
    '{{topic}}: min.insync.replicas is 1; an acknowledged record may have one copy',
  'durability.min-isr-1.ok':
    '{{topic}}: an acknowledged record has at least {{limit}} copies',
  'durability.min-isr-1.rule':
    'replicas {{replicas}} ≥ 2 and min.insync.replicas {{limit}} = 1',
  'durability.min-isr-1.next': 'Set min.insync.replicas to 2 ({{owner}})',
  'durability.min-isr-above-rf':
    '{{topic}}: min.insync.replicas {{limit}} is above its replication factor {{replicas}}; older brokers refuse every write with acks=all',
  'durability.min-isr-above-rf.ok':
    '{{topic}}: min.insync.replicas {{limit}} is within its replication factor {{replicas}}',
  'durability.min-isr-above-rf.rule':
    'min.insync.replicas {{limit}} > replicas {{replicas}}',
  'durability.min-isr-above-rf.next':
    'Lower min.insync.replicas to {{replicas}} or add replicas ({{owner}})',
  'durability.unclean':
    '{{topic}} allows unclean leader election; acknowledged records can be lost',
  'durability.unclean.ok': '{{topic}} does not allow unclean leader election',
  'durability.unclean.rule': 'unclean.leader.election.enable is {{value}}',
  'durability.unclean.next':
    'Set unclean.leader.election.enable to false ({{owner}})',
  'storage.fsync':
    '{{topic}}: write caching is on; a record is acknowledged before it is on disk',
  'storage.fsync.ok': '{{topic}}: write caching is off',
  'storage.fsync.rule': 'write.caching is {{value}}',
  'storage.fsync.next': 'Set write.caching to false ({{owner}})',

  'placement.one-rack':
    '{{topic}}: {{count}} of {{total}} partitions have all replicas in one rack: {{partitions}}',
  'placement.one-rack_one':
    '{{topic}} {{partitions}} has all replicas in one rack',
  'placement.one-rack.ok': '{{topic}}: replicas are spread over racks',
  'placement.one-rack.none':
    '{{topic}}: the brokers of {{system}} are in fewer than two racks',
  'placement.one-rack.rule':
    'racks of the replicas 1, racks of the cluster {{racks}}',
  'placement.one-rack.next':
    'Reassign replicas over the {{racks}} racks (who runs {{system}})',
  'leader.not-preferred':
    '{{topic}}: {{share}} of {{total}} partitions are led by another broker than the preferred one; the limit is {{limit}}',
  'leader.not-preferred.ok':
    '{{topic}}: {{share}} of {{total}} partitions are led by another broker than the preferred one; the limit is {{limit}}',
  'leader.not-preferred.few':
    '{{topic}} has fewer than 5 partitions; leadership is not judged',
  'leader.not-preferred.rule':
    'partitions with another leader {{share}} > {{limit}}, of {{total}} ≥ 5',
  'leader.not-preferred.next':
    'Run a preferred leader election (who runs {{system}})',
  'leader.concentration':
    '{{topic}}: broker {{broker}} leads {{count}} of {{total}} partitions; an even spread is {{even}}',
  'leader.concentration.ok':
    '{{topic}}: broker {{broker}} leads {{count}} of {{total}} partitions; an even spread is {{even}}',
  'leader.concentration.ok_one':
    '{{topic}}: broker {{broker}} leads 1 partition of {{total}}; an even spread is {{even}}',
  'leader.concentration.one':
    '{{system}} has one broker; there is nothing to spread',
  'leader.concentration.rule':
    'partitions led by one broker {{count}} > {{limit}} × {{even}}',
  'leader.concentration.next':
    'Spread the leaders of {{topic}} (who runs {{system}})',

  'disk.logdir-failed':
    'Broker {{broker}}: a log directory that holds {{partitions}} reports a storage error',
  'disk.logdir-failed.ok':
    '{{system}}: no log directory reports an error, {{total}} seen',
  'disk.logdir-failed.rule': 'log directories with an error {{count}} > 0',
  'disk.logdir-failed.next':
    'Replace the disk of broker {{broker}} (who runs {{system}})',
  'disk.runway':
    'Broker {{broker}}: disk is full in {{runway}} at this rate, {{free}} free; the limit is {{limit}}',
  'disk.runway.free':
    'Broker {{broker}}: {{free}} of the disk is free; the limit is {{limit}}',
  'disk.runway.ok': 'Broker {{broker}}: {{free}} of the disk is free',
  'disk.runway.unsupported':
    'Broker {{broker}} does not tell how much of its disk is free',
  'disk.runway.rule':
    'free {{free}} < {{freeLimit}}, or time until full {{runway}} < {{limit}}',
  'disk.runway.rule-free':
    'free {{free}} < {{freeLimit}}; fill rate is not known yet',
  'disk.runway.next':
    'Add disk or shorten retention on broker {{broker}} (who runs {{system}})',
} as const;

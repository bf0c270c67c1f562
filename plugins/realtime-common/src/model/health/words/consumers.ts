/** Groups, commits and transactions. */
export const CONSUMER_SENTENCES = {
  'group.missing':
    'Group {{group}} is declared, but {{system}} does not know it',
  'group.missing.ok': 'Group {{group}} exists on {{system}}',
  'group.missing.rule':
    'the group is known to a coordinator, by the classic or the newer protocol',
  'group.missing.next':
    'Start {{group}} or correct its name in the annotation ({{owner}})',
  'group.state':
    '{{group}} has been {{state}} for {{still}}; meanwhile nobody reads',
  'group.state.settling': '{{group}} is {{state}}',
  'group.state.stopped':
    '{{group}} has no members and is {{count}} records behind',
  'group.state.stopped_one': '{{group}} has no members and is 1 record behind',
  'group.state.empty': '{{group}} has no members and nothing left to read',
  'group.state.unmanaged':
    '{{group}} has no members, but its offsets move: it assigns partitions by itself',
  'group.state.ok': '{{group}} is {{state}}',
  'group.state.rule': 'state {{state}} for {{still}} > {{limit}}',
  'group.state.rule-members': 'state {{state}}, members {{members}}',
  'group.state.next':
    'Look for a member of {{group}} that does not answer in time ({{owner}})',
  'group.state.stopped.next': 'Start {{group}} again ({{owner}})',
  'group.churn':
    'Members of {{group}} changed {{count}} times in {{span}}; each change stops reading',
  'group.churn.ok': 'Members of {{group}} changed {{count}} times in {{span}}',
  'group.churn.ok_one': 'Members of {{group}} changed once in {{span}}',
  'group.churn.rule': 'changes of members {{count}} ≥ {{limit}} in {{span}}',
  'group.churn.next':
    'Look for restarts and for slow polls of {{group}} ({{owner}})',
  'group.unassigned':
    '{{group}} has no member for {{partitions}} of {{topic}}, which holds data',
  'group.unassigned.ok':
    '{{group}} has a member for each partition of {{topic}} with data',
  'group.unassigned.unmanaged':
    '{{group}} is {{state}}; assignments are judged when it is stable',
  'group.unassigned.rule': 'partitions with data and no member {{count}} > 0',
  'group.unassigned.next':
    'Check which members of {{group}} subscribe to {{topic}} ({{owner}})',
  'group.idle-members':
    '{{group}} has {{members}} members for {{partitions}} partitions; {{count}} have nothing to do',
  'group.idle-members_one':
    '{{group}} has {{members}} members for {{partitions}} partitions; 1 has nothing to do',
  'group.idle-members.ok':
    '{{group}} has no member too many: members {{members}}, partitions {{partitions}}',
  'group.idle-members.rule': 'members {{members}} > partitions {{partitions}}',
  'group.idle-members.next':
    'Run fewer members of {{group}} or add partitions ({{owner}})',
  'group.type-unsupported':
    '{{group}} is a share group; its offsets are kept in another way and are not read here',

  'commit.none':
    '{{group}} reads {{topic}} but has no commits yet on {{partitions}}',
  'commit.none.nowhere':
    '{{group}} has no commits on a topic of this entity; what it reads on {{system}} is not known',
  'commit.none.unread': '{{group}} has no commits yet on {{topic}}',
  'commit.none.ok': '{{group}} has commits on {{topic}}',
  'commit.none.empty': '{{topic}} is empty; {{group}} has nothing to commit',
  'commit.none.rule':
    'partitions with data, a member and no commit {{count}} > 0',
  'commit.none.next':
    'Check that {{group}} commits what it has read ({{owner}})',
  'commit.orphan':
    '{{group}} still has commits for {{topic}}, which does not exist',
  'commit.orphan.rule':
    'commits for a topic that metadata does not have {{count}} > 0',
  'commit.orphan.next': 'Delete these offsets of {{group}} ({{owner}})',

  'txn.hanging':
    '{{topic}} p{{partition}}: a transaction is open for {{still}}; readers of committed records wait, limit {{limit}}',
  'txn.hanging.producer':
    '{{topic}} p{{partition}}: producer {{producer}} has a transaction open for {{still}}; readers of committed records wait, limit {{limit}}',
  'txn.hanging.ok': '{{topic}}: no transaction is open for long',
  'txn.hanging.none': '{{topic}}: transactions were not seen or not asked for',
  'txn.hanging.rule':
    'last stable offset {{stable}} < end offset {{end}}, unmoved for {{still}} > {{limit}}',
  'txn.hanging.next':
    'Find the producer and abort its transaction from offset {{stable}} ({{owner}})',
} as const;

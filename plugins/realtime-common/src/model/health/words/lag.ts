/** What a group has not read yet, in time. */
export const LAG_SENTENCES = {
  'lag.time.lagging':
    '{{topic}} p{{partition}} is {{lag}} behind for group {{group}}; the limit is {{limit}}',
  'lag.time.catching-up':
    '{{topic}} p{{partition}} is {{lag}} behind for group {{group}}, limit {{limit}}; caught up in {{eta}}',
  'lag.time.falling-behind':
    '{{group}} falls behind on {{topic}} p{{partition}}: {{lag}} now, over the limit of {{limit}} in {{breach}}',
  'lag.time.stalled':
    '{{group}} has not moved on {{topic}} p{{partition}} for {{still}}; its oldest unread record is {{lag}} old',
  'lag.time.stopped':
    '{{group}} has stopped: nobody reads {{topic}} p{{partition}}, its oldest unread record is {{lag}} old',
  'lag.time.ahead':
    '{{group}} is {{count}} offsets past the end of {{topic}} p{{partition}}; the topic was made again or its offsets were copied',
  'lag.time.ahead_one':
    '{{group}} is 1 offset past the end of {{topic}} p{{partition}}; the topic was made again or its offsets were copied',
  'lag.time.residue':
    '{{group}} is {{count}} offsets behind on {{topic}} p{{partition}}, no new data for {{still}}; may be a transaction marker (Read on the topic would tell)',
  'lag.time.residue_one':
    '{{group}} is 1 offset behind on {{topic}} p{{partition}}, no new data for {{still}}; may be a transaction marker (Read on the topic would tell)',
  'lag.time.ok':
    '{{group}} on {{topic}}: oldest unread record is {{lag}} old, limit {{limit}}',
  'lag.time.caught-up': '{{group}} has read all of {{topic}}',
  'lag.time.control-only':
    '{{group}} has read all of {{topic}} p{{partition}}; {{count}} control offsets are left',
  'lag.time.control-only_one':
    '{{group}} has read all of {{topic}} p{{partition}}; 1 control offset is left',
  'lag.time.no-commit':
    '{{group}} has no commits yet on {{topic}} p{{partition}}',
  'lag.time.idle': '{{topic}} is empty; {{group}} has nothing to read',
  'lag.time.lost':
    '{{group}} is behind the start of {{topic}} p{{partition}}; see what was lost',

  'lag.rule.over-warn': 'oldest unread record {{lag}} > warn limit {{limit}}',
  'lag.rule.not-over-warn':
    'oldest unread record {{lag}}, not > warn limit {{limit}}',
  'lag.rule.over-critical': 'and > critical limit {{limit}}',
  'lag.rule.not-over-critical': 'and not > critical limit {{limit}}',
  'lag.rule.rising': 'and rising: {{slope}} s per s over {{samples}} readings',
  'lag.rule.falling':
    'and falling: {{slope}} s per s over {{samples}} readings',
  'lag.rule.steady': 'and no trend in {{samples}} readings',
  'lag.rule.learning':
    'trend not known yet: {{samples}} of {{needed}} readings',
  'lag.rule.unmoved':
    'committed offset unmoved for {{still}} ≥ grace {{limit}}',
  'lag.rule.old': 'and oldest unread record {{lag}} ≥ grace {{limit}}',
  'lag.rule.very-old': 'and ≥ 2 × grace {{limit}}',
  'lag.rule.assigned': 'and a member is assigned to it',
  'lag.rule.unassigned': 'and no member is assigned to it',
  'lag.rule.horizon': 'lag in {{horizon}} at this slope > warn limit {{limit}}',
  'lag.rule.equal': 'committed offset = end offset',
  'lag.rule.only-control':
    'between committed and end offset lie only control batches: {{count}}',
  'lag.rule.ahead': 'committed offset {{committed}} > end offset {{end}}',
  'lag.rule.before-start':
    'committed offset {{committed}} < start offset {{start}}',
  'lag.rule.small-and-quiet':
    'lag {{count}} ≤ {{limit}} and end offset unmoved for {{still}}',

  'lag.note.rewound':
    '{{group}} went back in the last 30 min; it is {{count}} offsets short of where it was',
  'lag.note.rewound_one':
    '{{group}} went back in the last 30 min; it is 1 offset short of where it was',
  'lag.next.critical-in':
    'Critical in {{breach}} at this pace: act before then ({{owner}})',
  'lag.next.add-member':
    'Add a member to {{group}}; today {{members}} members read {{partitions}} partitions ({{owner}})',
  'lag.next.add-member_one':
    'Add a member to {{group}}; today 1 member reads {{partitions}} partitions ({{owner}})',
  'lag.next.faster':
    'Make {{group}} faster or add partitions; each partition has a member already ({{owner}})',
  'lag.next.faster-alone':
    'Make {{group}} faster; it commits without members, so it chooses its partitions itself ({{owner}})',
  'lag.next.stalled':
    'Look at the log of {{member}} for the record at offset {{offset}} ({{owner}})',
  'lag.next.stopped': 'Start {{group}} again ({{owner}})',
  'lag.next.wait': 'Wait; it catches up by itself',
  'lag.next.reset': 'Reset the offsets of {{group}} on {{topic}} ({{owner}})',
  'lag.next.annotation':
    'The limit is wrong for this service? Set it in the annotation {{annotation}}: {{form}}',
  'lag.next.lossy': 'First records are lost in {{eta}} at the earliest',

  'lag.outlier':
    '{{group}} on {{topic}}: p{{partition}} is {{count}} records behind, the others {{median}}',
  'lag.outlier.ok':
    '{{group}} on {{topic}}: no partition is far behind the others',
  'lag.outlier.one': '{{topic}} has one partition; there is nothing to compare',
  'lag.outlier.rule':
    'largest lag {{count}} ≥ {{limit}} × median of the others {{median}}',
  'lag.outlier.rule-volume':
    'and ≥ 5 × what one partition gets within its limit {{volume}}',
  'lag.outlier.next':
    'Compare the keys and the member of p{{partition}} with the others ({{owner}})',
  'lag.headroom':
    '{{group}} on {{topic}}: best catch-up seen is {{ratio}} × the produce rate, below {{limit}}',
  'lag.headroom.ok':
    '{{group}} on {{topic}}: best catch-up seen is {{ratio}} × the produce rate',
  'lag.headroom.unseen':
    '{{group}} on {{topic}}: no catch-up was seen, so its headroom is not known',
  'lag.headroom.rule': 'best catch-up / produce rate {{ratio}} < {{limit}}',
  'lag.headroom.next':
    'After an outage {{group}} will take long to catch up; give it more room ({{owner}})',
} as const;

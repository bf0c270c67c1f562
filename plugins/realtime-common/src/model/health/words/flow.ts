/** Flow, skew, content and the stages before and after Kafka. */
export const FLOW_SENTENCES = {
  'flow.silence':
    '{{topic}} got no record for {{silence}}; one is declared every {{interval}}, limit {{limit}}',
  'flow.silence.unusual':
    '{{topic}} got no record for {{silence}}; 99 % of its gaps are at most {{usual}}, limit {{limit}}',
  'flow.silence.ok': '{{topic}} got a record {{silence}} ago, limit {{limit}}',
  'flow.silence.learning':
    '{{topic}}: what is usual is not known yet, {{count}} of {{needed}} gaps seen',
  'flow.silence.rule': 'last record {{silence}} ago > {{limit}}',
  'flow.silence.rule-not': 'last record {{silence}} ago, not > {{limit}}',
  'flow.silence.next': 'Look at the producer of {{topic}} ({{owner}})',
  'flow.rate-shift.learning':
    '{{topic}}: the usual rate is not known yet, {{span}} of {{needed}} seen',
  'flow.rate-shift.rule': 'distance of {{rate}} from {{median}} > {{limit}}',
  'flow.rate-shift.next':
    'Check what changed at the producers of {{topic}} ({{owner}})',

  'skew.rate':
    '{{topic}}: p{{partition}} gets {{share}} of the records; an even share is {{even}}',
  'skew.rate.ok':
    '{{topic}}: p{{partition}} gets most, {{share}} of the records',
  'skew.rate.one': '{{topic}} has one partition; there is nothing to compare',
  'skew.rate.few':
    '{{topic}}: {{count}} records in 30 min are too few to judge',
  'skew.rate.few_one': '{{topic}}: 1 record in 30 min is too few to judge',
  'skew.rate.rule':
    'top share {{share}} ≥ {{limit}}, z {{z}} ≥ 6 over {{count}} records',
  'skew.rate.next': 'Look at the keys of {{topic}} p{{partition}} ({{owner}})',
  'skew.size':
    '{{topic}}: p{{partition}} is {{bytes}}, {{ratio}} × the median partition',
  'skew.size.ok':
    '{{topic}}: the largest partition has {{bytes}}, {{ratio}} × the median; the limit is {{limit}} × and {{least}}',
  'skew.size.rule':
    'largest / median {{ratio}} ≥ {{limit}} and largest {{bytes}} > {{least}}',
  'skew.size.next': 'Look at the keys of {{topic}} p{{partition}} ({{owner}})',
  'skew.unused':
    '{{topic}}: {{partitions}} got none of {{count}} records in 30 min',
  'skew.unused.ok': '{{topic}}: all partitions get records',
  'skew.unused.rule':
    'partitions without a record {{unused}} > 0 in {{count}} ≥ {{limit}} records',
  'skew.unused.next':
    'Look at the partitioner of the producers of {{topic}} ({{owner}})',

  'decode.failed':
    '{{topic}}: {{failed}} of {{count}} sampled records cannot be decoded ({{share}}): {{reason}}',
  'decode.failed.ok': '{{topic}}: all {{count}} sampled records can be decoded',
  'decode.failed.not-read':
    '{{topic}}: nobody reads records, so none is judged',
  'decode.failed.rule':
    'records that cannot be decoded {{failed}} > 0, critical at {{limit}} of at least 20',
  'decode.failed.next':
    'Open a record that cannot be decoded and its decode report ({{owner}})',

  'dlq.growth': '{{topic}} got {{count}} dead letters in 15 min',
  'dlq.growth_one': '{{topic}} got 1 dead letter in 15 min',
  'dlq.growth.share':
    '{{topic}} got {{count}} dead letters in 15 min, {{share}} of {{source}}; the limit is {{limit}}',
  'dlq.growth.ok': '{{topic}} got no dead letter in {{span}}',
  'dlq.growth.rule': 'dead letters in 15 min {{count}} > 0',
  'dlq.growth.next': 'Read the newest dead letters of {{topic}} ({{owner}})',
  'dlq.unowned': '{{topic}} holds {{count}} dead letters and nobody reads it',
  'dlq.unowned_one': '{{topic}} holds 1 dead letter and nobody reads it',
  'dlq.unowned.ok': '{{topic}} is empty or has a reader',
  'dlq.unowned.rule':
    'dead letters {{count}} > 0 and groups that read 0, for 24 h',
  'dlq.unowned.next': 'Decide who handles {{topic}} ({{owner}})',

  'mqtt.connected':
    'The reader of {{system}} is disconnected for {{down}}; the limit is {{limit}}',
  'mqtt.connected.ok': 'The reader of {{system}} is connected',
  'mqtt.connected.not-read': 'Nobody reads {{system}} at the moment',
  'mqtt.connected.rule': 'disconnected for {{down}} > {{limit}}',
  'mqtt.connected.next':
    'Check that {{system}} is up and takes our credential (who runs {{system}})',
  'bridge.conservation':
    '{{topic}} got {{out}} of {{count}} records of {{system}} in {{span}}; {{share}} are missing, limit {{limit}}',
  'bridge.conservation.ok':
    '{{topic}} got {{out}} of {{count}} records of {{system}} in {{span}}',
  'bridge.conservation.learning':
    '{{topic}}: {{system}} has not been read for 5 min yet',
  'bridge.conservation.rule':
    'shortfall {{shortfall}} > max({{limit}}, 5 records) in {{span}}',
  'bridge.conservation.note':
    'QoS 0 may lose, QoS 1 may double, control offsets count as records',
  'bridge.conservation.next':
    'Look at the log of the bridge between {{system}} and {{topic}} ({{owner}})',
  'stage.ratio':
    '{{topic}} got {{ratio}} × the records of {{source}}; {{declared}} × is declared, off by {{share}}, limit {{limit}}',
  'stage.ratio.ok':
    '{{topic}} got {{ratio}} × the records of {{source}}; {{declared}} × is declared',
  'stage.ratio.few':
    '{{topic}} and {{source}}: {{count}} records in 30 min are too few to judge',
  'stage.ratio.few_one':
    '{{topic}} and {{source}}: 1 record in 30 min is too few to judge',
  'stage.ratio.rule':
    'distance of {{ratio}} from {{declared}} = {{share}} > {{limit}}, over {{count}} ≥ 100 records',
  'stage.ratio.next':
    'Look at the processor between {{source}} and {{topic}} ({{owner}})',
} as const;

/** Retention, loss, time stamps and compaction. */
export const RETENTION_SENTENCES = {
  'retention.lost':
    '{{count}} offsets gone for group {{group}} on {{topic}} p{{partition}}; it will restart at its reset policy',
  'retention.lost_one':
    '1 offset gone for group {{group}} on {{topic}} p{{partition}}; it will restart at its reset policy',
  'retention.lost.ok': '{{group}} lost nothing of {{topic}}',
  'retention.lost.rule':
    'committed offset {{committed}} < start offset {{start}}',
  'retention.lost.next':
    'Check what {{group}} missed; retention or a deletion of records took it ({{owner}})',
  'retention.cliff':
    '{{group}} on {{topic}} p{{partition}} uses {{used}} of retention; first records lost in {{eta}} at the earliest',
  'retention.cliff.catching-up':
    '{{group}} on {{topic}} p{{partition}} uses {{used}} of retention and is catching up, done in {{eta}}',
  'retention.cliff.no-eta':
    '{{group}} on {{topic}} p{{partition}} uses {{used}} of retention',
  'retention.cliff.ok':
    '{{group}} on {{topic}} uses {{used}} of retention; the limit is {{limit}}',
  'retention.cliff.none': '{{topic}} deletes nothing by time or size',
  'retention.cliff.rule-time':
    'oldest unread record {{lag}} / retention {{retention}} = {{used}}',
  'retention.cliff.rule-size':
    'unread part of the {{held}} on disk / size limit {{limit}} = {{used}}',
  'retention.cliff.rule-moving':
    'unread offsets of the held ones {{used}}; old ones are being deleted',
  'retention.cliff.rule-warn': '≥ warn limit {{limit}}',
  'retention.cliff.rule-not-warn': 'not ≥ warn limit {{limit}}',
  'retention.cliff.rule-critical': '≥ critical limit {{limit}}',
  'retention.cliff.rule-eta': 'lost in {{eta}} < {{limit}}, not catching up',
  'retention.cliff.next':
    'Lengthen retention of {{topic}} now, then speed up {{group}} ({{owner}})',
  'retention.cliff.segments':
    'deletion takes whole segments, so loss may come later',
  'retention.size-decides':
    '{{topic}} holds {{held}} of {{retention}}; its size limit deletes first',
  'retention.size-decides.ok': '{{topic}}: time decides what is deleted',
  'retention.size-decides.none': '{{topic}} has no time limit',
  'retention.size-decides.rule':
    'held {{held}} < 0.5 × retention {{retention}}, start offset moved within 1 h',
  'retention.size-decides.next':
    'Raise retention.bytes of {{topic}} if {{retention}} is what is wanted ({{owner}})',
  'retention.shorter-than-outage':
    '{{topic}} keeps {{retention}}; an outage of up to {{limit}} is declared for this service',
  'retention.shorter-than-outage.ok':
    '{{topic}} keeps {{retention}}, longer than an outage of {{limit}}',
  'retention.shorter-than-outage.none':
    '{{topic}}: no outage is declared, or nothing is deleted by time',
  'retention.shorter-than-outage.rule':
    'retention {{retention}} < declared outage {{limit}}',
  'retention.shorter-than-outage.next':
    'Lengthen retention of {{topic}} to {{limit}} ({{owner}})',
  'retention.overstays':
    '{{topic}} holds records {{held}} old though it keeps {{retention}}; a quiet topic does not roll its segment',
  'retention.overstays.ok': '{{topic}} holds nothing longer than it should',
  'retention.overstays.none': '{{topic}} has no time limit, or is empty',
  'retention.overstays.rule':
    'oldest record {{held}} > retention {{retention}} + 2 × segment {{segment}}',
  'retention.overstays.next':
    'Shorten segment.ms of {{topic}} if old records must go ({{owner}})',

  'timestamp.future':
    '{{topic}} p{{partition}} has a record dated {{ahead}} in the future; it blocks deletion and seeking by time',
  'timestamp.future.ok': '{{topic}}: no record is dated in the future',
  'timestamp.future.none': '{{topic}} has no record with a time stamp',
  'timestamp.future.rule': 'newest time stamp − now {{ahead}} > {{limit}}',
  'timestamp.future.next':
    'Set the clock of the producer of {{topic}} right ({{owner}})',

  'compaction.null-key.not-read':
    '{{topic}} is compacted; keys are not read, so missing ones are not seen',
  'compaction.backlog.not-visible':
    '{{topic}} is compacted; how far the cleaner is behind is not visible over the Kafka protocol',
  'compaction.none': '{{topic}} is not compacted',
} as const;

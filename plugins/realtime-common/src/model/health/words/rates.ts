/** What comes against what came before, and what too few readings say. */
export const RATE_SENTENCES = {
  'flow.rate-shift.since-yesterday':
    '{{topic}} gets {{rate}}; at this time yesterday it got {{median}}, and {{recent}} in the last hours',
  'flow.rate-shift.yesterday':
    '{{topic}} gets {{rate}}; at this time yesterday it got {{median}}',
  'flow.rate-shift.as-yesterday':
    '{{topic}} gets {{rate}}; at this time yesterday it got {{median}}',
  'flow.rate-shift.since-days':
    '{{topic}} gets {{rate}}; at this hour of the last {{count}} days it got {{median}}, and {{recent}} in the last hours',
  'flow.rate-shift.days':
    '{{topic}} gets {{rate}}; at this hour of the last {{count}} days it got {{median}}',
  'flow.rate-shift.as-days':
    '{{topic}} gets {{rate}}; at this hour of the last {{count}} days it got {{median}}',
  'flow.rate-shift.recent':
    '{{topic}} gets {{rate}}; it got {{median}} before, and what this hour of other days brings is not known',
  'flow.rate-shift.as-before':
    '{{topic}} gets {{rate}}; it got {{median}} in the hours before',
  'flow.rate-shift.rule-windows':
    'compared with {{count}} windows of 5 min, {{span}} in all',
  'flow.rate-shift.rule-days':
    'compared with the medians of this hour (UTC) of {{count}} days',

  'flow.silence.unseen':
    '{{topic}}: no record was seen yet, in {{silence}} of readings; one is declared every {{interval}}, limit {{limit}}',
  'dlq.growth.learning':
    '{{topic}} was read once so far; whether it grows is not known yet',
  'group.churn.learning':
    'Members of {{group}} were read once so far; whether they change is not known yet',
} as const;

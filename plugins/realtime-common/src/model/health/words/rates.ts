/** How many records come, against what came before. */
export const RATE_SENTENCES = {
  'flow.rate-shift.since-yesterday':
    '{{topic}} gets {{rate}}; at this time yesterday it got {{median}}, and {{recent}} in the last hours',
  'flow.rate-shift.yesterday':
    '{{topic}} gets {{rate}}; at this time yesterday it got {{median}}',
  'flow.rate-shift.as-yesterday':
    '{{topic}} gets {{rate}}; at this time yesterday it got {{median}}',
  'flow.rate-shift.recent':
    '{{topic}} gets {{rate}}; it got {{median}} before, and what this hour of other days brings is not known',
  'flow.rate-shift.as-before':
    '{{topic}} gets {{rate}}; it got {{median}} in the hours before',
  'flow.rate-shift.rule-windows':
    'compared with {{count}} windows of 5 min, {{span}} in all',
} as const;

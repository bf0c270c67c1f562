/** German: what comes against what came before, and what too few readings say. */
export const germanRates = {
  'flow.rate-shift.since-yesterday':
    '{{topic}} bekommt {{rate}}; gestern um diese Zeit waren es {{median}}, in den letzten Stunden {{recent}}',
  'flow.rate-shift.yesterday':
    '{{topic}} bekommt {{rate}}; gestern um diese Zeit waren es {{median}}',
  'flow.rate-shift.as-yesterday':
    '{{topic}} bekommt {{rate}}; gestern um diese Zeit waren es {{median}}',
  'flow.rate-shift.since-days':
    '{{topic}} bekommt {{rate}}; zu dieser Stunde der letzten {{count}} Tage waren es {{median}}, in den letzten Stunden {{recent}}',
  'flow.rate-shift.days':
    '{{topic}} bekommt {{rate}}; zu dieser Stunde der letzten {{count}} Tage waren es {{median}}',
  'flow.rate-shift.as-days':
    '{{topic}} bekommt {{rate}}; zu dieser Stunde der letzten {{count}} Tage waren es {{median}}',
  'flow.rate-shift.recent':
    '{{topic}} bekommt {{rate}}; vorher waren es {{median}}, und was diese Stunde an anderen Tagen bringt, ist nicht bekannt',
  'flow.rate-shift.as-before':
    '{{topic}} bekommt {{rate}}; in den Stunden davor waren es {{median}}',
  'flow.rate-shift.rule-windows':
    'verglichen mit {{count}} Fenstern von 5 min, insgesamt {{span}}',
  'flow.rate-shift.rule-days':
    'verglichen mit den Medianen dieser Stunde (UTC) an {{count}} Tagen',

  'flow.silence.unseen':
    '{{topic}}: noch kein Record gesehen, in {{silence}} an Messungen; angegeben ist einer alle {{interval}}, Grenze {{limit}}',
  'dlq.growth.learning':
    '{{topic}} wurde bisher einmal gelesen; ob es wächst, ist noch nicht bekannt',
  'group.churn.learning':
    'Die Mitglieder von {{group}} wurden bisher einmal gelesen; ob sie wechseln, ist noch nicht bekannt',
};

/** German: how many records come, against what came before. */
export const germanRates = {
  'flow.rate-shift.since-yesterday':
    '{{topic}} bekommt {{rate}}; gestern um diese Zeit waren es {{median}}, in den letzten Stunden {{recent}}',
  'flow.rate-shift.yesterday':
    '{{topic}} bekommt {{rate}}; gestern um diese Zeit waren es {{median}}',
  'flow.rate-shift.as-yesterday':
    '{{topic}} bekommt {{rate}}; gestern um diese Zeit waren es {{median}}',
  'flow.rate-shift.recent':
    '{{topic}} bekommt {{rate}}; vorher waren es {{median}}, und was diese Stunde an anderen Tagen bringt, ist nicht bekannt',
  'flow.rate-shift.as-before':
    '{{topic}} bekommt {{rate}}; in den Stunden davor waren es {{median}}',
  'flow.rate-shift.rule-windows':
    'verglichen mit {{count}} Fenstern von 5 min, insgesamt {{span}}',
};

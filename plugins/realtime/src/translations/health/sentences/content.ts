/** German: what samples of the records that somebody reads tell. */
export const germanContent = {
  'content.not-read':
    '{{topic}}: zurzeit liest niemand Records, also wird keiner angesehen',
  'content.few':
    '{{topic}}: {{count}} von {{needed}} Stichproben sind zu wenige für ein Urteil',
  'obs.sampled.ok':
    '{{topic}}: {{count}} von {{total}} Records, die in {{span}} vorbeikamen, wurden angesehen, {{share}}',
  'obs.sampled.rule':
    'angesehen {{count}} / vorbeigekommen {{total}} = {{share}}, in {{span}}',

  'decode.failed.ok_one':
    '{{topic}}: der 1 Record der Stichprobe lässt sich dekodieren',
  'decode.failed.unread':
    '{{topic}}: kein Decoder liest {{failed}} von {{count}} Records der Stichprobe ({{share}})',
  'decode.failed.opaque':
    '{{topic}}: kein Decoder liest einen der {{count}} Records der Stichprobe; für dieses Topic fehlt einer',
  'decode.failed.opaque_one':
    '{{topic}}: kein Decoder liest den 1 Record der Stichprobe; für dieses Topic fehlt einer',
  'decode.failed.opaque.next':
    'Das Schema von {{topic}} registrieren oder einen Decoder dafür ergänzen ({{owner}})',
  'decode.failed.open':
    '{{topic}} p{{partition}} Offset {{offset}} und seinen Dekodierbericht öffnen ({{owner}})',

  'key.hot':
    '{{topic}}: ein Schlüssel hat {{share}} von {{count}} Records der Stichprobe, alle nach p{{partition}}; die Grenze ist {{limit}}',
  'key.hot.ok':
    '{{topic}}: kein Schlüssel hat mehr als {{share}} von {{count}} Records der Stichprobe; die Grenze ist {{limit}}',
  'key.hot.one':
    '{{topic}} hat eine Partition; kein Schlüssel kann sie allein überlasten',
  'key.hot.rule':
    'Records des häufigsten Schlüssels {{share}} ≥ {{limit}}, über {{count}} ≥ {{needed}} mit Schlüssel',
  'key.hot.next': 'Schlüssel wählen, die {{topic}} verteilen ({{owner}})',

  'size.near-max':
    '{{topic}}: 1 % von {{count}} Records der Stichprobe haben {{bytes}} oder mehr, {{share}} von max.message.bytes {{max}}; die Grenze ist {{limit}}',
  'size.near-max.ok':
    '{{topic}}: 99 % von {{count}} Records der Stichprobe haben höchstens {{bytes}}, {{share}} von max.message.bytes {{max}}; die Grenze ist {{limit}}',
  'size.near-max.rule':
    '99. Perzentil {{bytes}} / max.message.bytes {{max}} = {{share}} ≥ {{limit}}, über {{count}} ≥ {{needed}} Records',
  'size.near-max.next':
    'Kleinere Records an {{topic}} senden oder max.message.bytes erhöhen ({{owner}})',

  'schema.none':
    '{{topic}}: kein Record der Stichprobe nennt ein Schema einer Registry',
  'schema.unknown-id':
    '{{topic}}: {{unknown}} von {{count}} Records der Stichprobe nennen ein Schema, das die Registry nicht hat; der neueste nennt Id {{id}}',
  'schema.unknown-id.ok':
    '{{topic}}: die Registry hat das Schema jedes Records der Stichprobe, insgesamt {{count}}',
  'schema.unknown-id.rule':
    'Records, die ein Schema nennen, das die Registry nicht hat {{unknown}} > 0, von {{count}}',
  'schema.unknown-id.next':
    'Schema {{id}} wieder registrieren oder finden, wer {{topic}} p{{partition}} Offset {{offset}} geschrieben hat ({{owner}})',
  'schema.drift':
    '{{topic}}: {{broken}} von {{count}} Records der Stichprobe verletzen das Schema, das sie nennen; der neueste verletzt Id {{id}}',
  'schema.drift.ok':
    '{{topic}}: jeder Record der Stichprobe hält sich an sein Schema, insgesamt {{count}}',
  'schema.drift.rule':
    'Records, die das Schema verletzen, das sie nennen {{broken}} > 0, von {{count}}',
  'schema.drift.next':
    '{{topic}} p{{partition}} Offset {{offset}} öffnen und mit Schema {{id}} vergleichen ({{owner}})',

  'compaction.null-key':
    '{{topic}} wird kompaktiert, aber {{count}} von {{total}} Records der Stichprobe haben keinen Schlüssel; der Cleaner kann sie nicht auseinanderhalten',
  'compaction.null-key_one':
    '{{topic}} wird kompaktiert, aber 1 von {{total}} Records der Stichprobe hat keinen Schlüssel; der Cleaner kann solche Records nicht auseinanderhalten',
  'compaction.null-key.ok':
    '{{topic}} wird kompaktiert, und jeder Record der Stichprobe hat einen Schlüssel, insgesamt {{total}}',
  'compaction.null-key.rule':
    'Records ohne Schlüssel {{count}} > 0, von {{total}} der Stichprobe',
  'compaction.null-key.next':
    'Mit jedem Record von {{topic}} einen Schlüssel senden oder cleanup.policy ändern ({{owner}})',
};

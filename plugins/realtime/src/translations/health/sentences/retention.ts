/** German: retention, loss, time stamps and compaction. */
export const germanRetention = {
  'retention.lost':
    '{{count}} Offsets fehlen Gruppe {{group}} auf {{topic}} p{{partition}}; sie beginnt nach ihrer Reset-Regel neu',
  'retention.lost_one':
    '1 Offset fehlt Gruppe {{group}} auf {{topic}} p{{partition}}; sie beginnt nach ihrer Reset-Regel neu',
  'retention.lost.ok': '{{group}} hat nichts von {{topic}} verloren',
  'retention.lost.rule':
    'bestätigter Offset {{committed}} < Start-Offset {{start}}',
  'retention.lost.next':
    'Prüfen, was {{group}} entgangen ist; Aufbewahrung oder Löschen hat es genommen ({{owner}})',
  'retention.cliff':
    '{{group}} auf {{topic}} p{{partition}} braucht {{used}} der Aufbewahrung; frühestens in {{eta}} gehen erste Records verloren',
  'retention.cliff.catching-up':
    '{{group}} auf {{topic}} p{{partition}} braucht {{used}} der Aufbewahrung und holt auf, fertig in {{eta}}',
  'retention.cliff.no-eta':
    '{{group}} auf {{topic}} p{{partition}} braucht {{used}} der Aufbewahrung',
  'retention.cliff.ok':
    '{{group}} auf {{topic}} braucht {{used}} der Aufbewahrung; die Grenze ist {{limit}}',
  'retention.cliff.none': '{{topic}} löscht nichts nach Zeit oder Größe',
  'retention.cliff.rule-time':
    'ältester ungelesener Record {{lag}} / Aufbewahrung {{retention}} = {{used}}',
  'retention.cliff.rule-size':
    'ungelesener Teil der {{held}} auf der Platte / Größengrenze {{limit}} = {{used}}',
  'retention.cliff.rule-moving':
    'ungelesene von den gehaltenen Offsets {{used}}; alte werden gelöscht',
  'retention.cliff.rule-warn': '≥ Warngrenze {{limit}}',
  'retention.cliff.rule-not-warn': 'nicht ≥ Warngrenze {{limit}}',
  'retention.cliff.rule-critical': '≥ kritische Grenze {{limit}}',
  'retention.cliff.rule-eta': 'Verlust in {{eta}} < {{limit}}, holt nicht auf',
  'retention.cliff.next':
    'Jetzt die Aufbewahrung von {{topic}} verlängern, dann {{group}} beschleunigen ({{owner}})',
  'retention.cliff.segments':
    'gelöscht werden ganze Segmente, der Verlust kann also später kommen',
  'retention.size-decides':
    '{{topic}} hält {{held}} von {{retention}}; seine Größengrenze löscht zuerst',
  'retention.size-decides.ok':
    '{{topic}}: die Zeit entscheidet, was gelöscht wird',
  'retention.size-decides.none': '{{topic}} hat keine Zeitgrenze',
  'retention.size-decides.rule':
    'gehalten {{held}} < 0,5 × Aufbewahrung {{retention}}, Start-Offset innerhalb von 1 h bewegt',
  'retention.size-decides.next':
    'retention.bytes von {{topic}} erhöhen, wenn {{retention}} gewollt ist ({{owner}})',
  'retention.shorter-than-outage':
    '{{topic}} hält {{retention}}; für diesen Dienst ist ein Ausfall von bis zu {{limit}} angegeben',
  'retention.shorter-than-outage.ok':
    '{{topic}} hält {{retention}}, länger als ein Ausfall von {{limit}}',
  'retention.shorter-than-outage.none':
    '{{topic}}: kein Ausfall ist angegeben, oder nichts wird nach Zeit gelöscht',
  'retention.shorter-than-outage.rule':
    'Aufbewahrung {{retention}} < angegebener Ausfall {{limit}}',
  'retention.shorter-than-outage.next':
    'Die Aufbewahrung von {{topic}} auf {{limit}} verlängern ({{owner}})',
  'retention.overstays':
    '{{topic}} hält {{held}} alte Records, obwohl es {{retention}} aufbewahrt; ein stilles Topic schließt sein Segment nicht ab',
  'retention.overstays.ok': '{{topic}} hält nichts länger, als es soll',
  'retention.overstays.none': '{{topic}} hat keine Zeitgrenze oder ist leer',
  'retention.overstays.rule':
    'ältester Record {{held}} > Aufbewahrung {{retention}} + 2 × Segment {{segment}}',
  'retention.overstays.next':
    'segment.ms von {{topic}} verkürzen, wenn alte Records weg müssen ({{owner}})',
  'timestamp.future':
    '{{topic}} p{{partition}} hat einen Record, der {{ahead}} in der Zukunft liegt; er verhindert Löschen und Suchen nach Zeit',
  'timestamp.future.ok': '{{topic}}: kein Record liegt in der Zukunft',
  'timestamp.future.none': '{{topic}} hat keinen Record mit Zeitstempel',
  'timestamp.future.rule': 'neuester Zeitstempel − jetzt {{ahead}} > {{limit}}',
  'timestamp.future.next':
    'Die Uhr des Produzenten von {{topic}} stellen ({{owner}})',
  'compaction.null-key.not-read':
    '{{topic}} wird verdichtet; Schlüssel werden nicht gelesen, fehlende also nicht gesehen',
  'compaction.backlog.not-visible':
    '{{topic}} wird verdichtet; wie weit das Verdichten zurück ist, zeigt das Kafka-Protokoll nicht',
  'compaction.none': '{{topic}} wird nicht verdichtet',
};

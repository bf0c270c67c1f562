/** German: what could not be seen, and why. */
export const germanObserving = {
  'unknown.no-commit': '{{what}}: noch keine Commits',
  'unknown.no-leader':
    '{{what}}: kein End-Offset, die Partition hat keinen Leader',
  'unknown.no-permission': '{{what}}: keine Berechtigung',
  'unknown.no-permission.topic':
    '{{what}}: braucht {{operation}} auf Topic {{name}}',
  'unknown.no-permission.group':
    '{{what}}: braucht {{operation}} auf Gruppe {{name}}',
  'unknown.no-permission.cluster':
    '{{what}}: braucht {{operation}} auf dem Cluster',
  'unknown.not-found': '{{what}}: nicht gefunden',
  'unknown.not-asked': '{{what}}: wurde nicht gefragt',
  'unknown.unsupported': '{{what}}: der Broker kann es nicht sagen',
  'unknown.unreachable': '{{what}}: antwortet nicht',
  'unknown.timeout': '{{what}}: hat nicht rechtzeitig geantwortet',
  'unknown.stale': '{{what}}: veraltet, die letzte Antwort ist zu alt',
  'unknown.learning': '{{what}}: noch nicht genug Messungen',
  'unknown.no-data': '{{what}}: keine Daten',
  'unknown.not-a-number': '{{what}}: keine Zahl',
  'unknown.unauthenticated': '{{what}}: die Anmeldung wurde abgelehnt',
  'unknown.bad-query': '{{what}}: die Abfrage wurde abgelehnt',
  'unknown.failed': '{{what}}: konnte nicht gelesen werden',
  'unknown.because': '{{what}}: {{reason}}',
  'obs.unreachable': '{{system}} antwortet nicht',
  'obs.unreachable.rule':
    'Broker von {{system}}, die geantwortet haben: 0 von {{total}}',
  'obs.unreachable.next':
    'Prüfen, ob {{system}} läuft (wer {{system}} betreibt)',
  'obs.stale':
    '{{system}}: die letzte Antwort ist {{age}} alt; die Grenze ist {{limit}}',
  'obs.stale.ok': '{{system}}: die letzte Antwort ist {{age}} alt',
  'obs.stale.rule': 'Alter der Messung {{age}} > {{limit}}',
  'obs.stale.next': 'Prüfen, ob {{system}} läuft (wer {{system}} betreibt)',
  'obs.unread': '{{system}} wurde noch nicht gelesen',
  'obs.partial':
    '{{system}}: {{answered}} von {{total}} Brokern haben geantwortet; stumm: {{brokers}}',
  'obs.partial.ok':
    '{{system}}: jeder Broker hat geantwortet, insgesamt {{total}}',
  'obs.partial.rule': 'Broker ohne Antwort {{count}} > 0',
  'obs.partial.next':
    'Die Broker {{brokers}} ansehen (wer {{system}} betreibt)',
  'obs.permission.next':
    'Berechtigung erteilen: {{command}} (wer {{system}} betreibt)',
  'obs.permission.rule': 'Rechte, die eine Antwort verlangt hat {{count}} > 0',
  'obs.permission.ok': '{{system}}: kein Recht fehlt',
  'obs.unsupported':
    '{{system}} kann {{requests}} nicht beantworten; was darauf beruht, wird nicht beurteilt',
  'obs.unsupported.ok': '{{system}} kann alles beantworten, was gefragt wird',
  'obs.unsupported.rule': 'Anfragen ohne Antwort {{count}} > 0',
  'obs.unsupported.next':
    'Eine neuere Version des Brokers, oder bei den Brokern statt bei einem Exporter zu lesen, würde es sagen (wer {{system}} betreibt)',
  'gateway.drops':
    '{{topic}}: {{count}} von {{total}} Records kamen schneller, als sie Betrachtern gezeigt werden konnten ({{share}})',
  'gateway.drops.ok': '{{topic}}: Betrachter sehen, was sie verlangen',
  'gateway.drops.rule':
    'Records, für die Betrachter zu langsam waren {{share}} ≥ {{limit}}',
  'gateway.drops.next':
    '{{topic}} mit einem Filter oder weniger Records pro Sekunde ansehen; im Topic geht nichts verloren',
  'obs.frozen':
    '{{system}}: die Metadaten nennen Broker {{brokers}} als Leader oder Controller, aber Anfragen an ihn scheitern',
  'obs.frozen.ok':
    '{{system}}: die Leader und der Controller der Metadaten antworten',
  'obs.frozen.refused':
    '{{system}}: Broker {{brokers}} lehnt jede Verbindung ab, und die Metadaten nennen ihn weiter als Leader von {{count}} der {{total}} Partitionen: dort kann niemand schreiben',
  'obs.frozen.refused_one':
    '{{system}}: Broker {{brokers}} lehnt jede Verbindung ab, und die Metadaten nennen ihn weiter als Leader von 1 der {{total}} Partitionen: dort kann niemand schreiben',
  'obs.frozen.refused.rule':
    'Partitionen, die sie laut Metadaten führen, {{count}} > 0',
  'obs.frozen.refused.next':
    'Broker {{brokers}} starten, oder nachsehen, warum kein anderer übernommen hat (wer {{system}} betreibt)',
  'obs.frozen.rule':
    'Broker, die führen oder steuern und nicht antworten {{count}} > 0',
  'obs.frozen.next':
    'Den anderen Werten von {{system}} nicht trauen, bis {{brokers}} antwortet oder ersetzt ist (wer {{system}} betreibt)',
};

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
  'obs.permission.rule': 'Rechte, die eine Antwort verlangt hat: {{name}}',
  'obs.unsupported': '{{system}}: {{what}} kann dieser Broker nicht sagen',
  'obs.frozen':
    '{{system}}: die Metadaten nennen Broker {{brokers}} als Leader oder Controller, aber Anfragen an ihn scheitern',
  'obs.frozen.ok':
    '{{system}}: die Leader und der Controller der Metadaten antworten',
  'obs.frozen.rule':
    'Broker, die führen oder steuern und nicht antworten {{count}} > 0',
  'obs.frozen.next':
    'Den anderen Werten von {{system}} nicht trauen, bis {{brokers}} antwortet oder ersetzt ist (wer {{system}} betreibt)',
};

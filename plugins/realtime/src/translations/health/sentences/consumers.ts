/** German: consumer groups, commits and transactions. */
export const germanConsumers = {
  'group.missing':
    'Gruppe {{group}} ist angegeben, aber {{system}} kennt sie nicht',
  'group.missing.ok': 'Gruppe {{group}} existiert auf {{system}}',
  'group.missing.rule':
    'ein Koordinator kennt die Gruppe, mit dem klassischen oder dem neueren Protokoll',
  'group.missing.next':
    '{{group}} starten oder ihren Namen in der Annotation berichtigen ({{owner}})',
  'group.state':
    '{{group}} ist seit {{still}} {{state}}; solange liest niemand',
  'group.state.settling': '{{group}} ist {{state}}',
  'group.state.stopped':
    '{{group}} hat keine Mitglieder und ist {{count}} Records zurück',
  'group.state.stopped_one':
    '{{group}} hat keine Mitglieder und ist 1 Record zurück',
  'group.state.empty':
    '{{group}} hat keine Mitglieder und nichts mehr zu lesen',
  'group.state.unmanaged':
    '{{group}} hat keine Mitglieder, aber ihre Offsets bewegen sich: sie verteilt die Partitionen selbst',
  'group.state.ok': '{{group}} ist {{state}}',
  'group.state.rule': 'Zustand {{state}} seit {{still}} > {{limit}}',
  'group.state.rule-members': 'Zustand {{state}}, Mitglieder {{members}}',
  'group.state.next':
    'Nach einem Mitglied von {{group}} suchen, das nicht rechtzeitig antwortet ({{owner}})',
  'group.state.stopped.next': '{{group}} wieder starten ({{owner}})',
  'group.churn':
    'Die Mitglieder von {{group}} haben {{count}}-mal in {{span}} gewechselt; jeder Wechsel hält das Lesen an',
  'group.churn.ok':
    'Die Mitglieder von {{group}} haben {{count}}-mal in {{span}} gewechselt',
  'group.churn.ok_one':
    'Die Mitglieder von {{group}} haben einmal in {{span}} gewechselt',
  'group.churn.rule':
    'Wechsel der Mitglieder {{count}} ≥ {{limit}} in {{span}}',
  'group.churn.next':
    'Nach Neustarts und langsamen Abfragen von {{group}} suchen ({{owner}})',
  'group.unassigned':
    '{{group}} hat kein Mitglied für {{partitions}} von {{topic}}, wo Daten liegen',
  'group.unassigned.ok':
    '{{group}} hat für jede Partition von {{topic}} mit Daten ein Mitglied',
  'group.unassigned.unmanaged':
    '{{group}} ist {{state}}; Zuteilungen werden beurteilt, wenn sie stabil ist',
  'group.unassigned.rule':
    'Partitionen mit Daten und ohne Mitglied {{count}} > 0',
  'group.unassigned.next':
    'Prüfen, welche Mitglieder von {{group}} {{topic}} abonnieren ({{owner}})',
  'group.idle-members':
    '{{group}} hat {{members}} Mitglieder für {{partitions}} Partitionen; {{count}} haben nichts zu tun',
  'group.idle-members_one':
    '{{group}} hat {{members}} Mitglieder für {{partitions}} Partitionen; 1 hat nichts zu tun',
  'group.idle-members.ok':
    '{{group}} hat kein Mitglied zu viel: Mitglieder {{members}}, Partitionen {{partitions}}',
  'group.idle-members.rule':
    'Mitglieder {{members}} > Partitionen {{partitions}}',
  'group.idle-members.next':
    'Weniger Mitglieder von {{group}} betreiben oder Partitionen hinzufügen ({{owner}})',
  'group.type-unsupported':
    '{{group}} ist eine Share-Gruppe; ihre Offsets werden anders gehalten und hier nicht gelesen',
  'commit.none':
    '{{group}} liest {{topic}}, hat aber auf {{partitions}} noch keine Commits',
  'commit.none.nowhere':
    '{{group}} hat keine Commits auf einem Topic dieser Entität; was sie auf {{system}} liest, ist nicht bekannt',
  'commit.none.unread': '{{group}} hat noch keine Commits auf {{topic}}',
  'commit.none.ok': '{{group}} hat Commits auf {{topic}}',
  'commit.none.empty': '{{topic}} ist leer; {{group}} hat nichts zu bestätigen',
  'commit.none.rule':
    'Partitionen mit Daten, einem Mitglied und ohne Commit {{count}} > 0',
  'commit.none.next':
    'Prüfen, ob {{group}} bestätigt, was sie gelesen hat ({{owner}})',
  'commit.orphan':
    '{{group}} hat noch Commits für {{topic}}, das es nicht gibt',
  'commit.orphan.rule':
    'Commits für ein Topic, das nicht in den Metadaten steht {{count}} > 0',
  'commit.orphan.next': 'Diese Offsets von {{group}} löschen ({{owner}})',
  'txn.hanging':
    '{{topic}} p{{partition}}: eine Transaktion ist seit {{still}} offen; wer nur Bestätigtes liest, wartet, Grenze {{limit}}',
  'txn.hanging.producer':
    '{{topic}} p{{partition}}: Produzent {{producer}} hat seit {{still}} eine Transaktion offen; wer nur Bestätigtes liest, wartet, Grenze {{limit}}',
  'txn.hanging.ok': '{{topic}}: keine Transaktion ist lange offen',
  'txn.hanging.none':
    '{{topic}}: Transaktionen wurden nicht gesehen oder nicht erfragt',
  'txn.hanging.rule':
    'letzter stabiler Offset {{stable}} < End-Offset {{end}}, unbewegt seit {{still}} > {{limit}}',
  'txn.hanging.next':
    'Den Produzenten finden und seine Transaktion ab Offset {{stable}} abbrechen ({{owner}})',
};

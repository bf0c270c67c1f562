/** German: what a group has not read yet, in time. */
export const germanLag = {
  'lag.time.lagging':
    '{{topic}} p{{partition}} ist für Gruppe {{group}} {{lag}} zurück; die Grenze ist {{limit}}',
  'lag.time.catching-up':
    '{{topic}} p{{partition}} ist für Gruppe {{group}} {{lag}} zurück, Grenze {{limit}}; aufgeholt in {{eta}}',
  'lag.time.falling-behind':
    '{{group}} fällt auf {{topic}} p{{partition}} zurück: jetzt {{lag}}, in {{breach}} über der Grenze von {{limit}}',
  'lag.time.stalled':
    '{{group}} hat sich auf {{topic}} p{{partition}} seit {{still}} nicht bewegt; ihr ältester ungelesener Record ist {{lag}} alt',
  'lag.time.stopped':
    '{{group}} hat angehalten: niemand liest {{topic}} p{{partition}}, ihr ältester ungelesener Record ist {{lag}} alt',
  'lag.time.ahead':
    '{{group}} ist {{count}} Offsets jenseits des Endes von {{topic}} p{{partition}}; das Topic wurde neu angelegt oder seine Offsets wurden kopiert',
  'lag.time.ahead_one':
    '{{group}} ist 1 Offset jenseits des Endes von {{topic}} p{{partition}}; das Topic wurde neu angelegt oder seine Offsets wurden kopiert',
  'lag.time.residue':
    '{{group}} ist {{count}} Offsets auf {{topic}} p{{partition}} zurück, seit {{still}} keine neuen Daten; vielleicht eine Transaktionsmarke (Read auf dem Topic würde es zeigen)',
  'lag.time.residue_one':
    '{{group}} ist 1 Offset auf {{topic}} p{{partition}} zurück, seit {{still}} keine neuen Daten; vielleicht eine Transaktionsmarke (Read auf dem Topic würde es zeigen)',
  'lag.time.ok':
    '{{group}} auf {{topic}}: ältester ungelesener Record ist {{lag}} alt, Grenze {{limit}}',
  'lag.time.caught-up': '{{group}} hat {{topic}} ganz gelesen',
  'lag.time.control-only':
    '{{group}} hat {{topic}} p{{partition}} ganz gelesen; {{count}} Kontroll-Offsets sind übrig',
  'lag.time.control-only_one':
    '{{group}} hat {{topic}} p{{partition}} ganz gelesen; 1 Kontroll-Offset ist übrig',
  'lag.time.no-commit':
    '{{group}} hat auf {{topic}} p{{partition}} noch keine Commits',
  'lag.time.idle': '{{topic}} ist leer; {{group}} hat nichts zu lesen',
  'lag.time.lost':
    '{{group}} liegt vor dem Anfang von {{topic}} p{{partition}}; siehe, was verloren ging',
  'lag.rule.over-warn':
    'ältester ungelesener Record {{lag}} > Warngrenze {{limit}}',
  'lag.rule.not-over-warn':
    'ältester ungelesener Record {{lag}}, nicht > Warngrenze {{limit}}',
  'lag.rule.over-critical': 'und > kritische Grenze {{limit}}',
  'lag.rule.not-over-critical': 'und nicht > kritische Grenze {{limit}}',
  'lag.rule.rising':
    'und steigend: {{slope}} s je s über {{samples}} Messungen',
  'lag.rule.falling':
    'und fallend: {{slope}} s je s über {{samples}} Messungen',
  'lag.rule.steady': 'und kein Verlauf in {{samples}} Messungen',
  'lag.rule.learning':
    'Verlauf noch nicht bekannt: {{samples}} von {{needed}} Messungen',
  'lag.rule.unmoved':
    'bestätigter Offset unbewegt seit {{still}} ≥ Schonfrist {{limit}}',
  'lag.rule.old':
    'und ältester ungelesener Record {{lag}} ≥ Schonfrist {{limit}}',
  'lag.rule.very-old': 'und ≥ 2 × Schonfrist {{limit}}',
  'lag.rule.assigned': 'und ein Mitglied ist zugeteilt',
  'lag.rule.unassigned': 'und kein Mitglied ist zugeteilt',
  'lag.rule.horizon':
    'Rückstand in {{horizon}} bei dieser Steigung > Warngrenze {{limit}}',
  'lag.rule.equal': 'bestätigter Offset = End-Offset',
  'lag.rule.only-control':
    'zwischen bestätigtem und End-Offset liegen nur Kontroll-Batches: {{count}}',
  'lag.rule.ahead': 'bestätigter Offset {{committed}} > End-Offset {{end}}',
  'lag.rule.before-start':
    'bestätigter Offset {{committed}} < Start-Offset {{start}}',
  'lag.rule.small-and-quiet':
    'Rückstand {{count}} ≤ {{limit}} und End-Offset unbewegt seit {{still}}',
  'lag.note.rewound':
    '{{group}} ging in den letzten 30 min zurück; bis zur alten Stelle fehlen {{count}} Offsets',
  'lag.note.rewound_one':
    '{{group}} ging in den letzten 30 min zurück; bis zur alten Stelle fehlt 1 Offset',
  'lag.next.critical-in':
    'So in {{breach}} kritisch: vorher handeln ({{owner}})',
  'lag.next.add-member':
    'Ein Mitglied zu {{group}} hinzufügen; heute lesen {{members}} Mitglieder {{partitions}} Partitionen ({{owner}})',
  'lag.next.add-member_one':
    'Ein Mitglied zu {{group}} hinzufügen; heute liest 1 Mitglied {{partitions}} Partitionen ({{owner}})',
  'lag.next.faster':
    '{{group}} schneller machen oder Partitionen hinzufügen; jede Partition hat schon ein Mitglied ({{owner}})',
  'lag.next.faster-alone':
    '{{group}} schneller machen; es legt Offsets ohne Mitglieder ab, wählt seine Partitionen also selbst ({{owner}})',
  'lag.next.stalled':
    'Im Log von {{member}} nach dem Record bei Offset {{offset}} sehen ({{owner}})',
  'lag.next.stopped': '{{group}} wieder starten ({{owner}})',
  'lag.next.wait': 'Warten; sie holt von selbst auf',
  'lag.next.reset':
    'Die Offsets von {{group}} auf {{topic}} zurücksetzen ({{owner}})',
  'lag.next.annotation':
    'Die Grenze passt nicht zu diesem Dienst? In der Annotation {{annotation}} setzen: {{form}}',
  'lag.next.lossy': 'Frühestens in {{eta}} gehen erste Records verloren',
  'lag.outlier':
    '{{group}} auf {{topic}}: p{{partition}} ist {{count}} Records zurück, die anderen {{median}}',
  'lag.outlier.ok':
    '{{group}} auf {{topic}}: keine Partition ist weit hinter den anderen',
  'lag.outlier.one':
    '{{topic}} hat eine Partition; es gibt nichts zu vergleichen',
  'lag.outlier.rule':
    'größter Rückstand {{count}} ≥ {{limit}} × Median der anderen {{median}}',
  'lag.outlier.rule-volume':
    'und ≥ 5 × was eine Partition innerhalb ihrer Grenze bekommt {{volume}}',
  'lag.outlier.next':
    'Schlüssel und Mitglied von p{{partition}} mit den anderen vergleichen ({{owner}})',
  'lag.headroom':
    '{{group}} auf {{topic}}: das schnellste Aufholen war {{ratio}} × die Schreibrate, unter {{limit}}',
  'lag.headroom.ok':
    '{{group}} auf {{topic}}: das schnellste Aufholen war {{ratio}} × die Schreibrate',
  'lag.headroom.unseen':
    '{{group}} auf {{topic}}: noch kein Aufholen gesehen, die Reserve ist nicht bekannt',
  'lag.headroom.rule':
    'schnellstes Aufholen / Schreibrate {{ratio}} < {{limit}}',
  'lag.headroom.next':
    'Nach einem Ausfall braucht {{group}} lange zum Aufholen; mehr Reserve geben ({{owner}})',
};

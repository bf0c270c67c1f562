/** German: what is going on, by phase. */
export const germanPhases = {
  'canary.healthy': 'Gesund: Revision {{revision}} hat den ganzen Verkehr',
  'canary.healthy.first':
    'Gesund: Revision {{revision}} ist die erste, daher lief kein Schritt',
  'canary.healthy.empty':
    'Auf null verkleinert: nichts läuft, und nichts ist verlangt',
  'canary.progressing.weight':
    'Geht voran, Schritt {{step}} von {{steps}}: auf dem Weg zu {{weight}}',
  'canary.progressing.pause':
    'Geht voran, Schritt {{step}} von {{steps}}: die Pause beginnt oder endet',
  'canary.progressing.analysis':
    'Geht voran, Schritt {{step}} von {{steps}}: Analyse bei {{weight}}, {{done}} von {{of}} gemessen',
  'canary.progressing.analysis.endless':
    'Geht voran, Schritt {{step}} von {{steps}}: Analyse bei {{weight}}, {{done}} gemessen',
  'canary.progressing.analysis.waiting':
    'Geht voran, Schritt {{step}} von {{steps}}: Analyse bei {{weight}}, noch nichts gemessen',
  'canary.progressing.experiment':
    'Geht voran, Schritt {{step}} von {{steps}}: ein Experiment läuft bei {{weight}}',
  'canary.progressing.canary-scale':
    'Geht voran, Schritt {{step}} von {{steps}}: die Anzahl der Canary-Pods wird geändert',
  'canary.progressing.header-route':
    'Geht voran, Schritt {{step}} von {{steps}}: eine Route nach Header wird gesetzt',
  'canary.progressing.mirror-route':
    'Geht voran, Schritt {{step}} von {{steps}}: eine Route, die Anfragen spiegelt, wird gesetzt',
  'canary.progressing.plugin':
    'Geht voran, Schritt {{step}} von {{steps}}: das Plugin {{name}} läuft',
  'canary.progressing.unknown':
    'Geht voran, Schritt {{step}} von {{steps}}: {{name}}, eine Art von Schritt, die dieses Portal nicht kennt',
  'canary.progressing.last':
    'Geht voran: alle {{steps}} Schritte sind fertig, alles wechselt auf Revision {{revision}}',
  'canary.progressing.full':
    'Geht voran: ganz übernommen, alles wechselt ohne die übrigen Schritte auf Revision {{revision}}',
  'canary.progressing.no-steps':
    'Geht voran: Pods von Revision {{revision}} ersetzen die anderen, ohne Schritte',
  'canary.progressing.scaling':
    'Geht voran: Revision {{revision}} ist nicht vollständig, {{ready}} von {{desired}} Pods sind bereit',
  'canary.progressing.restarting':
    'Geht voran: die Pods von Revision {{revision}} werden neu gestartet',
  'canary.progressing.blue-green':
    'Geht voran: Revision {{revision}} startet neben Revision {{stable}}',
  'canary.paused.timed':
    'Pausiert bei Schritt {{step}} von {{steps}}: {{weight}} des Gewichts, geht von selbst weiter um {{endsAt}}',
  'canary.paused.manual':
    'Pausiert bei Schritt {{step}} von {{steps}}: {{weight}} des Gewichts, bis jemand fortsetzt',
  'canary.paused.inconclusive':
    'Pausiert bei Schritt {{step}} von {{steps}}: die Analyse ist uneindeutig, jemand muss entscheiden',
  'canary.paused.inconclusive.metric':
    'Pausiert bei Schritt {{step}} von {{steps}}: {{metric}} ist uneindeutig, jemand muss entscheiden',
  'canary.paused.inconclusive-experiment':
    'Pausiert bei Schritt {{step}} von {{steps}}: das Experiment ist uneindeutig, jemand muss entscheiden',
  'canary.paused.blue-green':
    'Pausiert: Revision {{revision}} ist neben Revision {{stable}} bereit und bekommt nichts, bis jemand fortsetzt',
  'canary.paused.blue-green.timed':
    'Pausiert: Revision {{revision}} ist neben Revision {{stable}} bereit und übernimmt von selbst um {{endsAt}}',
  'canary.paused.user': 'Von Hand pausiert: spec.paused ist gesetzt',
  'canary.paused.other': 'Pausiert: {{reason}}',
  'canary.aborted.limit':
    'Abgebrochen um {{at}}: {{metric}} war {{value}}, die Grenze ist {{limit}}',
  'canary.aborted.condition':
    'Abgebrochen um {{at}}: {{metric}} war {{value}}, was {{condition}} nicht erfüllt',
  'canary.aborted.failure-condition':
    'Abgebrochen um {{at}}: {{metric}} war {{value}}, was die Fehlerbedingung {{condition}} erfüllt',
  'canary.aborted.no-data':
    'Abgebrochen um {{at}}: {{metric}} hatte keine Daten, was als Fehler zählt',
  'canary.aborted.error':
    'Abgebrochen um {{at}}: {{metric}} ließ sich nicht messen',
  'canary.aborted.inconclusive':
    'Abgebrochen um {{at}}: {{metric}} ist uneindeutig',
  'canary.aborted.analysis':
    'Abgebrochen um {{at}}: die Analyse {{run}} endete {{outcome}}',
  'canary.aborted.deadline':
    'Abgebrochen um {{at}}: Revision {{revision}} war nicht rechtzeitig bereit',
  'canary.aborted.hand': 'Von Hand abgebrochen um {{at}}',
  'canary.aborted.other': 'Abgebrochen um {{at}}: {{reason}}',
  'canary.degraded.deadline':
    'Gestört: Revision {{revision}} war nicht rechtzeitig bereit und wurde nicht abgebrochen',
  'canary.degraded.invalid': 'Gestört: die Spec ist ungültig: {{reason}}',
  'canary.degraded.pods':
    'Gestört: {{ready}} von {{desired}} Pods von Revision {{revision}} sind bereit',
  'canary.degraded.other': 'Gestört: {{reason}}',
  'canary.unknown.no-status': 'Der Controller hat noch nichts gesagt',
  'canary.unknown.stale':
    'Nicht bekannt: die neueste Änderung, Generation {{current}}, ist noch nicht angesehen; der Controller hat zu Generation {{observed}} gesprochen',
  'canary.unknown.phase':
    'Nicht bekannt: der Controller sagt {{phase}}, was dieses Portal nicht kennt',
  'canary.unknown.deleting': 'Der Rollout wird gerade gelöscht',
};

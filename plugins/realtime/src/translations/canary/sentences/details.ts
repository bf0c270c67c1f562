/** German: evidence, consequence, what is waited for, and what to do. */
export const germanDetails = {
  'canary.pause.ends': 'Die Pause dauert {{duration}} und endet um {{endsAt}}',
  'canary.pause.overdue':
    'Die Pause war um {{endsAt}} vorbei, und der Controller ist nicht weitergegangen',
  'canary.pause.since': 'Er wartet seit {{sinceAt}}',
  'canary.then.weight': 'Danach geht das Gewicht auf {{weight}}',
  'canary.then.pause': 'Danach pausiert er für {{duration}}',
  'canary.then.pause-manual': 'Danach pausiert er, bis jemand ihn fortsetzt',
  'canary.then.analysis': 'Danach läuft eine Analyse: {{names}}',
  'canary.then.other': 'Danach kommt ein Schritt der Art {{kind}}',
  'canary.then.all': 'Danach wechselt alles auf Revision {{revision}}',
  'canary.measured.failed':
    '{{count}} Messungen von {{metric}} sind gescheitert, die letzte mit {{value}} (muss {{condition}} sein); {{left}} weitere dürfen scheitern, bevor der Rollout abbricht',
  'canary.measured.failed_one':
    'Eine Messung von {{metric}} ist mit {{value}} gescheitert (muss {{condition}} sein); {{left}} weitere dürfen scheitern, bevor der Rollout abbricht',
  'canary.measured.failed.last':
    '{{count}} Messungen von {{metric}} sind gescheitert, die letzte mit {{value}} (muss {{condition}} sein); die nächste, die scheitert, bricht den Rollout ab',
  'canary.measured.failed.last_one':
    'Eine Messung von {{metric}} ist mit {{value}} gescheitert (muss {{condition}} sein); die nächste, die scheitert, bricht den Rollout ab',
  'canary.measured.none-may-fail':
    'Keine Messung von {{metric}} darf scheitern: die erste, die es tut, bricht den Rollout ab',
  'canary.measured.inconclusive':
    '{{count}} Messungen von {{metric}} sind uneindeutig; {{left}} weitere dürfen es sein, bevor der Rollout pausiert',
  'canary.measured.inconclusive_one':
    'Eine Messung von {{metric}} ist uneindeutig; {{left}} weitere dürfen es sein, bevor der Rollout pausiert',
  'canary.measured.error':
    '{{metric}} ließ sich {{count}} Mal in Folge nicht messen; {{left}} weitere, und der Rollout bricht ab',
  'canary.measured.error_one':
    '{{metric}} ließ sich beim letzten Mal nicht messen; {{left}} weitere in Folge, und der Rollout bricht ab',
  'canary.measured.no-data':
    '{{metric}} hatte {{count}} Mal in Folge keine Daten; {{left}} weitere, und der Rollout bricht ab',
  'canary.measured.no-data_one':
    '{{metric}} hatte beim letzten Mal keine Daten; {{left}} weitere in Folge, und der Rollout bricht ab',
  'canary.measured.dry-run':
    '{{metric}} endete {{outcome}} in einem Probelauf, der nichts entscheidet',
  'canary.measured.next': 'Nächste Messung um {{dueAt}}',
  'canary.measured.message': 'Zu {{metric}}: {{message}}',
  'canary.analysis.failed':
    'Die Analyse von Schritt {{step}} ist gescheitert: {{count}} Messungen von {{metric}} sind gescheitert, {{limit}} dürfen es',
  'canary.analysis.failed_one':
    'Die Analyse von Schritt {{step}} ist gescheitert: eine Messung von {{metric}} ist gescheitert, {{limit}} dürfen es',
  'canary.analysis.failed-beside':
    'Die Analyse {{run}} ist gescheitert: {{count}} Messungen von {{metric}} sind gescheitert, {{limit}} dürfen es',
  'canary.analysis.failed-beside_one':
    'Die Analyse {{run}} ist gescheitert: eine Messung von {{metric}} ist gescheitert, {{limit}} dürfen es',
  'canary.analysis.error':
    'Die Analyse {{run}} endete mit einem Fehler: {{metric}} ließ sich {{count}} Mal in Folge nicht messen, {{limit}} sind erlaubt',
  'canary.analysis.inconclusive':
    'Die Analyse {{run}} ist uneindeutig: {{count}} Messungen von {{metric}} erfüllten keine der Bedingungen, {{limit}} dürfen das',
  'canary.analysis.inconclusive_one':
    'Die Analyse {{run}} ist uneindeutig: eine Messung von {{metric}} erfüllte keine der Bedingungen, {{limit}} dürfen das',
  'canary.analysis.not-a-number':
    '{{metric}} war keine Zahl: wodurch geteilt wird, war null oder fehlte',
  'canary.traffic.back': 'Aller Verkehr ist zurück auf Revision {{revision}}',
  'canary.traffic.going-back':
    'Der Verkehr geht zurück auf Revision {{revision}}: {{ready}} von {{desired}} ihrer Pods sind bereit',
  'canary.traffic.shared':
    'Revision {{revision}} behält so lange ihren Teil des Verkehrs',
  'canary.stays-degraded':
    'Er bleibt gestört, bis er wiederholt oder Revision {{revision}} ersetzt wird',
  'canary.pods.waiting':
    '{{ready}} von {{desired}} Pods von Revision {{revision}} sind bereit',
  'canary.pods.stuck': '{{count}} Pods laufen nicht: {{reason}}',
  'canary.pods.stuck_one': '{{pod}} läuft nicht: {{reason}}',
  'canary.pods.restarting': '{{pod}} ist {{restarts}} Mal neu gestartet',
  'canary.no-steps-possible':
    'Ein Replikat und keine Verkehrslenkung: jedes Gewicht zwischen 0 und 100 % meint dieselben zwei Pods, die Schritte bedeuten also nichts',
  'canary.blue-green':
    'Blue/Green: der ganze Verkehr wechselt auf einmal, daher gibt es keine Gewichte',
  'canary.router.unverified': 'Der Router hat {{weight}} noch nicht bestätigt',
  'canary.router.differs':
    'Der Router schickt {{router}}, der Schritt verlangt {{weight}}',
  'canary.workload-ref': 'Die Pods sind beschrieben durch {{kind}} {{name}}',
  'canary.message': 'Der Controller sagt: {{message}}',
  'canary.strategy.unknown':
    'Seine Strategie ist weder Canary noch Blue/Green, daher gibt es keine Schritte zu zeigen',
  'canary.next.nothing':
    'Nichts zu tun, außer Sie wollen ihn anhalten oder überspringen',
  'canary.next.promote':
    'Canary und Stable vergleichen, dann fortsetzen oder abbrechen',
  'canary.next.decide':
    'Die Messungen von {{metric}} ansehen, dann fortsetzen oder abbrechen',
  'canary.next.compare': '{{metric}} von {{canary}} mit {{stable}} vergleichen',
  'canary.next.measure':
    'Die Abfrage von {{metric}} von Hand stellen: sie gibt keinen Wert für {{canary}}',
  'canary.next.pods': '{{pod}} ansehen: {{reason}}',
  'canary.next.retry': 'Ihn wiederholen oder eine andere Revision ausrollen',
  'canary.next.spec': 'Die Spec des Rollouts berichtigen',
  'canary.next.resume':
    'spec.paused auf false setzen, wo der Rollout gepflegt wird',
  'canary.next.controller':
    'Prüfen, ob der Controller von Argo Rollouts läuft (wer {{cluster}} betreibt)',
};

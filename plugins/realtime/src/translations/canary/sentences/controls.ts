/** German: what an action does, and why it cannot be done. */
export const germanControls = {
  'canary.control.promote':
    'Die Pause endet jetzt, und Schritt {{step}} von {{steps}} beginnt',
  'canary.control.promote.last':
    'Die Pause endet jetzt, und alles wechselt auf Revision {{revision}}',
  'canary.control.promote.inconclusive':
    'Das uneindeutige Ergebnis wird hingenommen, und Schritt {{step}} von {{steps}} beginnt',
  'canary.control.promote.blue-green':
    'Der ganze Verkehr wechselt auf einmal auf Revision {{revision}}',
  'canary.control.promote.resume':
    'Der Rollout geht weiter, wo er angehalten wurde',
  'canary.control.skip-step':
    'Schritt {{step}} von {{steps}} wird ausgelassen, und der nächste beginnt',
  'canary.control.skip-step.analysis':
    'Die Analyse von Schritt {{step}} von {{steps}} wird ausgelassen: der nächste Schritt beginnt ohne ihr Ergebnis',
  'canary.control.promote-full':
    'Alle übrigen Schritte und ihre Analysen werden ausgelassen; alles wechselt auf Revision {{revision}}',
  'canary.control.abort':
    'Alles geht zurück auf Revision {{stable}}; Revision {{revision}} wird verkleinert',
  'canary.control.retry':
    'Der Wechsel auf Revision {{revision}} beginnt von vorn mit dem ersten Schritt',
  'canary.refused.analysis-runs':
    'Nicht, solange eine Analyse läuft: es ginge ohne ihr Ergebnis weiter',
  'canary.refused.unread':
    'Nicht, solange sich Analysen nicht lesen lassen: eine davon könnte laufen',
  'canary.refused.not-paused': 'Er ist nicht pausiert',
  'canary.refused.paused': 'Er ist pausiert: setzen Sie ihn stattdessen fort',
  'canary.refused.no-update': 'Es ist kein Wechsel im Gange',
  'canary.refused.stale':
    'Der Controller hat die neueste Änderung noch nicht angesehen',
  'canary.refused.aborted': 'Er ist abgebrochen: wiederholen Sie ihn zuerst',
  'canary.refused.already-aborted': 'Er ist schon abgebrochen',
  'canary.refused.not-aborted': 'Er ist nicht abgebrochen',
  'canary.refused.no-steps': 'Es gibt keine Schritte zum Auslassen',
  'canary.refused.full': 'Er wird schon ganz übernommen',
  'canary.refused.not-ready':
    'Nicht, bevor die Pods von Revision {{revision}} bereit sind: es sind {{ready}} von {{desired}}',
  'canary.refused.degraded':
    'Er ist gestört: weiterzugehen würde den Fehler verbreiten',
  'canary.refused.git':
    '{{manager}} hält die Spec und würde spec.paused zurücksetzen: ändern Sie es dort',
  'canary.refused.deleting': 'Er wird gerade gelöscht',
  'canary.controls.off':
    'Fortsetzen, Abbrechen und Wiederholen sind ausgeschaltet; das Plattform-Team schaltet sie mit realtime.rollouts.controls.enabled ein',
};

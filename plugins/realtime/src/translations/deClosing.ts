/** German for why the connection to the server ended. */
export const germanClosingMessages = {
  'refusal.gaveUp': 'nach {{tries}} Versuchen aufgegeben: {{refusal}}',
  'refusal.noServer': 'das Realtime-Backend ist nicht erreichbar',
  'refusal.cut': 'die Verbindung wurde unterbrochen',
  'refusal.stopping': 'der Server wird heruntergefahren',
  'refusal.commandNotUnderstood': 'ein Befehl wurde nicht verstanden',
  'refusal.ticket': 'das Ticket ist verbraucht, unbekannt oder abgelaufen',
  'refusal.signInExpired': 'die Anmeldung ist abgelaufen',
  'refusal.withdrawn': 'der Zugang wurde entzogen',
  'refusal.noHeartbeat': 'keine Antwort auf zwei Lebenszeichen',
  'refusal.commandTooLarge': 'ein Befehl war größer als 64 kB',
  'refusal.tooSlow': 'die Seite hat aufgehört zu lesen',
  'refusal.tooMany': 'zu viele Befehle oder Verbindungen',
  'refusal.ownConnections':
    'Sie haben {{n}} von {{max}} Verbindungen offen. Einen Tab schließen, oder das Plattform-Team bitten, {{setting}} zu erhöhen',
  'refusal.connections':
    '{{n}} von {{max}} Verbindungen dieses Servers sind offen. Später noch einmal versuchen, oder das Plattform-Team bitten, {{setting}} zu erhöhen',
  'refusal.origin':
    'Verbindungen von dieser Herkunft sind nicht erlaubt. Sie in {{setting}} ergänzen, wenn sie Ihre ist',
  'refusal.noCheck':
    'Die Anmeldung lässt sich jetzt nicht prüfen. Noch einmal versuchen',
  'refusal.serverFailed': 'der Server ist gescheitert; siehe sein Log',
  'refusal.lifetime': 'die längste Zeit einer Verbindung ist vorbei',
  'refusal.signIn':
    'Die Anmeldung wird nicht angenommen; neu anmelden und die Seite neu laden.',
  'refusal.notInstalled':
    'Das Realtime-Backend kennt diese Adresse nicht; ist sein Plugin im Backend installiert?',
  'refusal.answered':
    'Das Realtime-Backend hat mit {{status}} geantwortet; noch einmal versuchen, dann in sein Log sehen.',
};

import { germanProblemMessages } from './said/deProblems';
import { germanWarningMessages } from './said/deWarnings';

/** German words of the form fields. */
export const germanCreateMessages = {
  ...germanWarningMessages,
  ...germanProblemMessages,
  'rule.name':
    'Höchstens 63 Kleinbuchstaben, Ziffern und Bindestriche; beginnt mit einem Buchstaben, endet mit Buchstabe oder Ziffer und ist kein reserviertes Wort wie default.',
  'rule.namespace':
    'Höchstens 63 Kleinbuchstaben, Ziffern und Bindestriche; Namespaces des Clusters selbst sind nicht erlaubt.',
  'rule.topic':
    'Höchstens 249 Buchstaben, Ziffern, Punkte, Unterstriche und Bindestriche; nicht zwei Unterstriche am Anfang.',
  'rule.duration':
    'Eine ganze Zahl und ms, s, m, h oder d ohne Leerzeichen, etwa 24h oder 7d.',
  'rule.consumerGroup':
    'Höchstens 255 Buchstaben, Ziffern, Punkte, Striche und Unterstriche.',
  'rule.secretRef':
    'Name und Schlüssel eines Kubernetes-Secrets, etwa broker-users/password.',
  'rule.secretName':
    'Name eines Kubernetes-Secrets: Kleinbuchstaben, Ziffern, Punkte und Bindestriche.',
  'rule.secretItself':
    'Das sieht selbst nach einem Geheimnis aus. Es gehört in ein Kubernetes-Secret; hier steht nur dessen Name.',
  'rule.unknownChoice':
    '{{value}} steht nicht in app-config. Bekannt: {{known}}.',
  'rule.noChoices':
    'app-config hat keinen Eintrag; das Plattform-Team ergänzt einen.',
  'rule.namespaceNotAllowed':
    'Vorlagen dürfen in {{namespace}} von {{cluster}} nichts anlegen. Erlaubt: {{allowed}}.',
  'check.asking': 'Wird gefragt, wo dieser Name vergeben ist',
  'check.failed': 'Nicht bekannt, ob er frei ist: {{reason}}',
  'check.free': 'Frei in {{places}}.',
  'check.taken': 'Vergeben in {{place}}; einen anderen Namen wählen.',
  'check.takenBy':
    'Vergeben in {{place}} an {{by}}; einen anderen Namen wählen.',
  'check.exists':
    'Gibt es in {{place}} schon; die Records werden mit anderen geteilt.',
  'check.collides':
    '{{by}} in {{place}} unterscheidet sich nur durch Punkte und Unterstriche; die Metriken von Kafka halten beide für eines.',
  'check.unknown': 'Nicht bekannt für {{place}}: {{reason}}',
  'check.fallback': 'Leer bedeutet {{name}}.',
  'place.catalog': 'dem Katalog',
  'place.kubernetes':
    'dem Kubernetes-Cluster {{system}}, Namespace {{namespace}}',
  'place.kafka': 'dem Kafka-Cluster {{system}}',
  'reason.silent': 'keine Antwort in der gesetzten Zeit.',
  'reason.unreachable': 'keine Antwort.',
  'reason.notAllowed': 'die Zugangsdaten des Portals dürfen dort nicht fragen.',
  'reason.notAsked':
    'wurde nicht gefragt; anderen Cluster oder Namespace wählen.',
  'reason.notConfigured': 'app-config kennt ihn nicht.',
  'reason.unknownKind': 'dort gibt es keine Claims.',
  'reason.other': '{{message}}',
  'options.loading': 'Wird gefragt, welche es gibt',
  'options.failed':
    'Die Auswahl konnte nicht gelesen werden: {{reason}} Der Name gilt, wie er eingegeben wird.',
  'options.choose': 'Auswählen',
  'options.none': 'Keiner',
  'platform.ready': 'Bereit im Namespace {{namespace}} von {{cluster}}.',
  'platform.notReady':
    'Noch nicht bereit im Namespace {{namespace}} von {{cluster}}; was sie nutzt, wartet auf sie.',
  'platform.elsewhere':
    'Sie ist im Namespace {{namespace}}, und was sie nutzt, kommt nach {{wanted}}; beide müssen im selben Namespace sein.',
  'platform.none':
    'Wo Vorlagen etwas anlegen dürfen, läuft keine Plattform. Die Vorlage Realtime platform legt eine an.',
  'platform.missing':
    '{{name}} wurde nirgends gefunden; was sie nutzt, wartet, bis es sie gibt.',
  'platform.unknown':
    'Nicht bekannt, welche Plattformen {{cluster}} hat: {{reason}}',
  'platform.optionReady': 'Namespace {{namespace}} von {{cluster}}, bereit',
  'platform.optionNotReady':
    'Namespace {{namespace}} von {{cluster}}, noch nicht bereit',
  'consumerGroup.is':
    'Alle, die als {{group}} lesen, teilen sich die Records: Jeder geht an einen von ihnen.',
  'duration.is': '{{value}} sind {{words}}.',
  'duration.ms_one': '1 Millisekunde',
  'duration.ms_other': '{{count}} Millisekunden',
  'duration.s_one': '1 Sekunde',
  'duration.s_other': '{{count}} Sekunden',
  'duration.m_one': '1 Minute',
  'duration.m_other': '{{count}} Minuten',
  'duration.h_one': '1 Stunde',
  'duration.h_other': '{{count}} Stunden',
  'duration.d_one': '1 Tag',
  'duration.d_other': '{{count}} Tage',
  'manifests.title': 'Manifeste',
  'manifests.none': 'Diese Antworten ergeben kein Manifest.',
  'manifests.loading': 'Manifeste werden gebaut',
  'manifests.problems':
    'Die Manifeste lassen sich nicht bauen. Zurückgehen und berichtigen:',
  'manifests.notRendered':
    'Keine Vorschau: die Vorlage berechnet {{what}} so, wie es nur der Task kann. Er prüft die Manifeste, bevor er sie anwendet.',
  'manifests.optionsFailed':
    'Unter welcher API es hier Claims gibt, konnte nicht gelesen werden: {{reason}} Die Manifeste zeigen die Vorgabe.',
  'manifests.notApplied':
    'Nur in das Repository geschrieben. Dieser Task wendet nichts an.',
  'manifests.leftOut':
    'Nur in das Repository geschrieben; der Task wendet es nicht an.',
  'manifests.comparing': 'Vergleich mit {{cluster}} läuft',
  'manifests.compareFailed': 'Nicht verglichen mit {{cluster}}: {{reason}}',
  'manifests.compared':
    '{{created}} neu, {{changed}} geändert, {{unchanged}} unverändert, {{refused}} abgelehnt, {{unknown}} unbekannt auf {{cluster}}. Noch ist nichts gesendet.',
  'manifests.tabs': 'Manifeste nach Art',
  'manifests.created': 'neu',
  'manifests.changed_one': '1 Änderung',
  'manifests.changed_other': '{{count}} Änderungen',
  'manifests.unchanged': 'unverändert',
  'manifests.refused': 'abgelehnt',
  'manifests.createdText': 'Gibt es auf {{cluster}} nicht; wird angelegt.',
  'manifests.unchangedText': 'Steht auf {{cluster}} schon genau so.',
  'manifests.changedText': 'Ändert ein lebendes Objekt auf {{cluster}}.',
  'manifests.unknown': 'nicht bekannt',
  'manifests.unknownText': 'Nicht bekannt, was {{cluster}} täte: {{reason}}',
  'manifests.refusedText': '{{cluster}} würde es nicht annehmen: {{reason}}',
  'manifests.more_one': 'und 1 weiteres Feld',
  'manifests.more_other': 'und {{count}} weitere Felder',
  'manifests.field': 'Feld',
  'manifests.from': 'Auf dem Cluster',
  'manifests.to': 'Wird',
  'manifests.notSet': 'nicht gesetzt',
  'manifests.yaml': 'YAML von {{what}}',
  'manifests.copy': 'YAML kopieren',
  'manifests.copied': 'Kopiert',
  'review.asked': 'Gewünscht',
  'review.change': 'Ändern',
  'review.changeText': 'Zurück zur ersten Seite, mit diesen Antworten',
  'review.yes': 'ja',
  'review.no': 'nein',
  'review.checked': 'Vor dem Anwenden geprüft',
  'review.gates': '{{passed}} von {{all}} Prüfungen der Manifeste bestanden',
  'review.gateNames':
    'YAML, Felder, Regeln zwischen Feldern, Verweise, Hausregeln',
  'review.namesFree': 'Namen sind frei',
  'review.namesTaken': 'Ein Name ist vergeben',
  'review.namesCollide': 'Ein Name gleicht einem anderen zu sehr',
  'review.namesUnknown': 'Nicht bekannt, ob alle Namen frei sind',
  'review.dryRunAccepted': 'Probelauf vom Cluster angenommen',
  'review.noConflict': 'Kein Konflikt mit einem anderen Field Manager',
  'review.dryRunRefused': 'Probelauf vom Cluster abgelehnt',
  'review.dryRunUnknown': 'Kein Probelauf auf dem Cluster',
  'review.dryRunNone': 'Nichts wird angewendet',
  'review.warnings': 'Gut zu wissen',
  'review.missing': 'Muss auf dem Cluster vorhanden sein',
  'review.needed': '{{needed}}, für {{path}}',
  'risk.partitions-grow':
    'Partitionen von {{topic}} wachsen von {{from}} auf {{to}}',
  'risk.partitions-grow.to': 'Partitionen von {{topic}} wachsen auf {{to}}',
  'risk.partitions-grow.text':
    'Schlüssel wandern in andere Partitionen; die Reihenfolge je Schlüssel gilt erst ab jetzt. Nicht umkehrbar.',
  'risk.partitions-shrink': '{{topic}} hat {{from}} Partitionen, nicht {{to}}',
  'risk.partitions-shrink.to':
    '{{topic}} lässt sich nicht auf {{to}} Partitionen verkleinern',
  'risk.partitions-shrink.text':
    'Kafka nimmt nie Partitionen weg: das Topic behält sie, und die Plattform wird nicht bereit.',
  'risk.retention-shrinks':
    'Aufbewahrung von {{topic}} sinkt von {{from}} auf {{to}}',
  'risk.retention-shrinks.to': 'Aufbewahrung von {{topic}} sinkt auf {{to}}',
  'risk.retention-shrinks.text':
    'Ältere Records werden endgültig entfernt, auch solche, die noch jemand lesen will.',
  'risk.topic-removed': '{{topic}} wird nicht mehr gewünscht',
  'risk.topic-removed.text':
    'Die Plattform kann das Topic mit allen Records entfernen. Nicht umkehrbar.',
  'reason.userToken':
    'er wird im Namen des Benutzers angesprochen, und es wurde kein Token angegeben. Der Task vergleicht mit dessen Token, bevor er anwendet.',
  'token.label': 'Ihr Token für {{cluster}}',
  'token.description':
    'Geht mit der Aufgabe mit und wird nirgends behalten: nicht unter den Antworten, nicht im Protokoll, nicht im Repository.',
  'token.missing':
    '{{cluster}} wird in Ihrem Namen angesprochen. Ohne Token entsteht dort nichts.',
  'token.needed':
    '{{cluster}} wird in Ihrem Namen angesprochen, und es wurde kein Token angegeben: zum Cluster zurückgehen und Ihres angeben.',
  'diff.sides':
    'Links: live um {{time}}, Version {{version}}. Rechts: nach dem Anwenden.',
  'diff.label': 'Änderungen an {{what}}',
  'diff.before': 'Zeile, live',
  'diff.after': 'Zeile, nach dem Anwenden',
  'diff.change': 'Änderung',
  'diff.line': 'YAML-Text',
  'diff.whole': 'Ganze Datei',
  'diff.onlyChanges': 'Nur Änderungen',
  'diff.folded_one': '1 unveränderte Zeile',
  'diff.folded_other': '{{count}} unveränderte Zeilen',
  'diff.others_one': '1 von anderen Field Managern geschrieben',
  'diff.others_other': '{{count}} von anderen Field Managern geschrieben',
  'diff.request': 'Wird gesendet',
  'send.apply': 'Auf {{cluster}} anwenden',
  'send.create': 'Anlegen, ohne anzuwenden',
  'send.refused': 'Die Aufgabe wurde nicht gestartet: {{reason}}',
};

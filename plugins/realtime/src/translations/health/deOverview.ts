/** German words of the page of everything a reader owns. */
export const germanOverviewMessages = {
  'owned.title': 'Realtime',
  'owned.heading': 'Was mir gehört',
  'owned.count_one': '1 Komponente, Schlechtes zuerst',
  'owned.count_other': '{{count}} Komponenten, Schlechtes zuerst',
  'owned.shown_one': '{{shown}} von 1 Komponente, Schlechtes zuerst',
  'owned.shown_other': '{{shown}} von {{count}} Komponenten, Schlechtes zuerst',
  'owned.cut':
    'Gelesen werden die ersten {{n}} nach Namen; die anderen zeigt ein engerer Besitzer.',
  'owned.search': 'Name, Topic oder Gruppe',
  'owned.owner': 'Besitzer',
  'owned.mine': 'Besitz meiner Teams',
  'owned.me': 'Mein Besitz',
  'owned.all': 'Alle Komponenten',
  'owned.cluster': 'Cluster',
  'owned.allClusters': 'Alle Cluster',
  'owned.severities': 'Nur zeigen',
  'owned.severity': '{{n}} {{verdict}}',
  'owned.answer_one': '{{answered}} von 1 Cluster antwortet',
  'owned.answer_other': '{{answered}} von {{count}} Clustern antworten',
  'owned.component': 'Komponente und schlimmster Befund',
  'owned.since': 'Seit, {{zone}}',
  'owned.worstLag': 'Größter Rückstand',
  'owned.checks_one': 'Die eine Prüfung ist bestanden',
  'owned.checks_other': 'Alle {{count}} Prüfungen bestanden',
  'owned.lastValue': 'Letzter Wert {{age}} alt',
  'owned.noDataSince': 'keine Daten seit {{time}}',
  'owned.unread': 'Noch nicht gelesen',
  'owned.noMatch': 'Nichts passt zu den Filtern',
  'owned.noMatchText':
    'Alle Komponenten sind noch da; ein Filter verbirgt sie.',
  'owned.clear': 'Filter aufheben',
  'owned.emptyHeadline': 'Noch gehört Ihnen nichts mit Topics',
  'owned.emptyText':
    'Komponenten, die Ihnen oder Ihren Teams gehören, erscheinen hier, wenn ihre catalog-info.yaml Topics oder Consumer-Gruppen nennt.',
  'owned.loadingHeadline': 'Liest, was Ihnen gehört',
  'owned.loadingText':
    'Zuerst den Katalog, dann eine Anfrage für alle Komponenten.',
  'owned.failedHeadline':
    'Die Komponenten, die Ihnen gehören, konnten nicht aufgelistet werden',
  'owned.forbiddenHeadline': 'Sie dürfen den Zustand von Topics nicht sehen',
  'owned.forbiddenText':
    'Es fehlt die Berechtigung {{permission}}. Das Team, das dieses Portal betreibt, weiß, wer sie erteilt.',
  'owned.refusedHeadline':
    'Der Zustand dessen, was Ihnen gehört, kann nicht gezeigt werden',
  'owned.kept': 'Die Zeilen unten bleiben mit ihrem Alter stehen.',
  'owned.badge': '{{n}} mit Warnung oder kritisch, am schlimmsten {{verdict}}',
};

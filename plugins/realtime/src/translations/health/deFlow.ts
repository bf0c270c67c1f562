/** German words of the line that shows where records go. */
export const germanFlowMessages = {
  'flow.title': 'Ablauf in {{system}}',
  'flow.noSystem': 'Abläufe außerhalb eines Systems',
  'flow.well': 'jeder Schritt ist in Ordnung',
  'flow.bad_one': '1 Schritt ist nicht in Ordnung',
  'flow.bad_other': '{{count}} Schritte sind nicht in Ordnung',
  'flow.unknown_one': '1 Schritt ist nicht bekannt',
  'flow.unknown_other': '{{count}} Schritte sind nicht bekannt',
  'flow.legend': 'mittlerer Rückstand oben, Rate unten',
  'flow.open': 'Zeigen',
  'flow.openOf': '{{title}} zeigen',
  'flow.fold': 'Verbergen',
  'flow.foldOf': '{{title}} verbergen',
  'flow.lineOf': '{{title}}, Zeile {{n}}',
  'flow.cut_one':
    '1 weiterer Schritt ist nicht gezeichnet; die schlimmsten sind es.',
  'flow.cut_other':
    '{{count}} weitere Schritte sind nicht gezeichnet; die schlimmsten sind es.',
  'flow.more_one':
    '1 weiterer Ablauf ist nicht gezeichnet; ein Filter zeigt ihn.',
  'flow.more_other':
    '{{count}} weitere Abläufe sind nicht gezeichnet; ein Filter zeigt sie.',
  'flow.partitions_one': '1 Partition',
  'flow.partitions_other': '{{count}} Partitionen',
  'flow.noPartitions': 'Partitionen nicht bekannt',
  'flow.writes': 'schreibt',
  'flow.noWriter': 'Schreiber nicht angegeben',
  'flow.notMeasured': 'nicht gemessen',
  'flow.shared': 'mehrere Schreiber',
  'flow.slowest': '{{lag}} p{{partition}}',
  'flow.sayNoWriter': 'geschrieben mit {{rate}}, von wem ist nicht angegeben:',
  'flow.sayWrite': 'schreibt mit {{rate}}, die Dauer wird nicht gemessen, nach',
  'flow.sayRead':
    'gelesen von Gruppe {{group}} mit {{rate}}, Rückstand {{lag}}, durch',
};

/** German: availability, durability, placement and disks. */
export const germanAvailability = {
  'topic.missing': '{{topic}} ist angegeben, aber {{system}} hat es nicht',
  'topic.missing.ok': '{{topic}} existiert auf {{system}}',
  'topic.missing.rule': 'das Topic steht in den Metadaten des Clusters',
  'topic.missing.next':
    '{{topic}} anlegen oder aus der Annotation nehmen ({{owner}})',
  'topic.undeclared': '{{topic}} von {{system}} gibt keine Entität an',
  'topic.undeclared.rule': 'Entitäten, die das Topic angeben: 0',
  'topic.undeclared.next':
    '{{system}}/{{topic}} in backstage-realtime.io/kafka-topics dessen nennen, was es liest oder schreibt, oder das Topic löschen',

  'partition.offline':
    '{{topic}}: {{count}} von {{total}} Partitionen haben keinen Leader: {{partitions}}; sie können weder gelesen noch geschrieben werden',
  'partition.offline_one':
    '{{topic}} {{partitions}} hat keinen Leader; sie kann weder gelesen noch geschrieben werden',
  'partition.offline.ok': '{{topic}}: jede Partition hat einen Leader',
  'partition.offline.rule': 'Partitionen ohne Leader {{count}} > 0',
  'partition.offline.next':
    'Einen Broker zurückholen, der ein Replikat hält: {{brokers}} (wer {{system}} betreibt)',
  'partition.grown':
    '{{topic}}: Partitionen von {{before}} auf {{total}} gewachsen; Schlüssel sind umgezogen',
  'partition.grown.ok': '{{topic}}: Zahl der Partitionen unverändert {{total}}',
  'partition.grown.rule':
    'später als die ersten gesehene Partitionen: {{count}}',
  'isr.under-min':
    '{{topic}}: {{count}} von {{total}} Partitionen haben weniger synchrone Replikate als das Minimum von {{limit}}: {{partitions}}; Schreiben mit acks=all wird abgelehnt',
  'isr.under-min_one':
    '{{topic}} {{partitions}} hat weniger synchrone Replikate als das Minimum von {{limit}}; Schreiben mit acks=all wird abgelehnt',
  'isr.under-min.ok':
    '{{topic}}: keine Partition ist unter ihrem Minimum synchroner Replikate',
  'isr.under-min.rule':
    'synchrone Replikate {{isr}} < min(min.insync.replicas, Replikate) {{limit}}',
  'isr.under-min.next':
    'Die nicht synchronen Broker zurückholen: {{brokers}} (wer {{system}} betreibt)',
  'isr.at-min':
    '{{topic}}: {{count}} von {{total}} Partitionen sind beim Minimum von {{limit}} synchronen Replikaten: {{partitions}}; ein weiterer Ausfall stoppt das Schreiben',
  'isr.at-min_one':
    '{{topic}} {{partitions}} ist beim Minimum von {{limit}} synchronen Replikaten; ein weiterer Ausfall stoppt das Schreiben',
  'isr.at-min.ok': '{{topic}}: keine Partition ist auf ihr Minimum gefallen',
  'isr.at-min.rule':
    'synchrone Replikate {{isr}} = min(min.insync.replicas, Replikate) {{limit}} < Replikate {{replicas}}',
  'isr.at-min.next':
    'Die nicht synchronen Broker zurückholen: {{brokers}} (wer {{system}} betreibt)',
  'isr.under-replicated':
    '{{topic}}: {{count}} von {{total}} Partitionen haben nicht synchrone Replikate: {{partitions}}',
  'isr.under-replicated_one':
    '{{topic}} {{partitions}} hat nicht synchrone Replikate',
  'isr.under-replicated.moving':
    '{{topic}}: {{count}} von {{total}} Partitionen ziehen um: {{partitions}}',
  'isr.under-replicated.ok': '{{topic}}: alle Replikate sind synchron',
  'isr.under-replicated.told':
    '{{topic}}: Replikate sind nicht synchron; eine andere Prüfung sagt, wie viele übrig sind',
  'isr.under-replicated.rule':
    'synchrone Replikate {{isr}} < Replikate {{replicas}}',
  'isr.under-replicated.next':
    'Die nicht synchronen Broker ansehen: {{brokers}} (wer {{system}} betreibt)',
  'durability.rf1':
    '{{topic}} hat ein Replikat; mit seinem Broker gehen die Records verloren',
  'durability.rf1.ok': '{{topic}} hat {{replicas}} Replikate',
  'durability.rf1.rule': 'Replikate {{replicas}} = 1',
  'durability.rf1.next': 'Den Replikationsfaktor auf 3 erhöhen ({{owner}})',
  'durability.single':
    '{{topic}} hat ein Replikat; eine andere Prüfung sagt, was das heißt',
  'durability.no-headroom':
    '{{topic}} braucht zum Schreiben alle {{replicas}} Replikate; jeder Ausfall eines Brokers stoppt das Schreiben',
  'durability.no-headroom.ok':
    '{{topic}} kann {{spare}} von {{replicas}} Replikaten verlieren und wird weiter geschrieben',
  'durability.no-headroom.rule':
    'Replikate {{replicas}} = min(min.insync.replicas, Replikate) {{limit}}',
  'durability.no-headroom.next':
    'Ein Replikat hinzufügen oder min.insync.replicas unter {{replicas}} senken ({{owner}})',
  'durability.min-isr-1':
    '{{topic}}: min.insync.replicas ist 1; ein bestätigter Record hat vielleicht nur eine Kopie',
  'durability.min-isr-1.ok':
    '{{topic}}: ein bestätigter Record hat mindestens {{limit}} Kopien',
  'durability.min-isr-1.rule':
    'Replikate {{replicas}} ≥ 2 und min.insync.replicas {{limit}} = 1',
  'durability.min-isr-1.next': 'min.insync.replicas auf 2 setzen ({{owner}})',
  'durability.min-isr-above-rf':
    '{{topic}}: min.insync.replicas {{limit}} liegt über seinem Replikationsfaktor {{replicas}}; ältere Broker lehnen jedes Schreiben mit acks=all ab',
  'durability.min-isr-above-rf.ok':
    '{{topic}}: min.insync.replicas {{limit}} liegt innerhalb seines Replikationsfaktors {{replicas}}',
  'durability.min-isr-above-rf.rule':
    'min.insync.replicas {{limit}} > Replikate {{replicas}}',
  'durability.min-isr-above-rf.next':
    'min.insync.replicas auf {{replicas}} senken oder Replikate hinzufügen ({{owner}})',
  'durability.unclean':
    '{{topic}} erlaubt die unsaubere Wahl eines Leaders; bestätigte Records können verloren gehen',
  'durability.unclean.ok':
    '{{topic}} erlaubt keine unsaubere Wahl eines Leaders',
  'durability.unclean.rule': 'unclean.leader.election.enable ist {{value}}',
  'durability.unclean.next':
    'unclean.leader.election.enable auf false setzen ({{owner}})',
  'storage.fsync':
    '{{topic}}: der Schreibcache ist an; ein Record wird bestätigt, bevor er auf der Platte ist',
  'storage.fsync.ok': '{{topic}}: der Schreibcache ist aus',
  'storage.fsync.rule': 'write.caching ist {{value}}',
  'storage.fsync.next': 'write.caching auf false setzen ({{owner}})',
  'placement.one-rack':
    '{{topic}}: {{count}} von {{total}} Partitionen haben alle Replikate in einem Rack: {{partitions}}',
  'placement.one-rack_one':
    '{{topic}} {{partitions}} hat alle Replikate in einem Rack',
  'placement.one-rack.ok': '{{topic}}: die Replikate sind über Racks verteilt',
  'placement.one-rack.none':
    '{{topic}}: die Broker von {{system}} stehen in weniger als zwei Racks',
  'placement.one-rack.rule':
    'Racks der Replikate 1, Racks des Clusters {{racks}}',
  'placement.one-rack.next':
    'Die Replikate auf die {{racks}} Racks verteilen (wer {{system}} betreibt)',
  'leader.not-preferred':
    '{{topic}}: {{share}} von {{total}} Partitionen führt ein anderer Broker als der bevorzugte; die Grenze ist {{limit}}',
  'leader.not-preferred.ok':
    '{{topic}}: {{share}} von {{total}} Partitionen führt ein anderer Broker als der bevorzugte; die Grenze ist {{limit}}',
  'leader.not-preferred.few':
    '{{topic}} hat weniger als 5 Partitionen; die Führung wird nicht beurteilt',
  'leader.not-preferred.rule':
    'Partitionen mit anderem Leader {{share}} > {{limit}}, von {{total}} ≥ 5',
  'leader.not-preferred.next':
    'Eine Wahl der bevorzugten Leader auslösen (wer {{system}} betreibt)',
  'leader.concentration':
    '{{topic}}: Broker {{broker}} führt {{count}} von {{total}} Partitionen; gleichmäßig wären {{even}}',
  'leader.concentration.ok':
    '{{topic}}: Broker {{broker}} führt {{count}} von {{total}} Partitionen; gleichmäßig wären {{even}}',
  'leader.concentration.ok_one':
    '{{topic}}: Broker {{broker}} führt 1 Partition von {{total}}; gleichmäßig wären {{even}}',
  'leader.concentration.one':
    '{{system}} hat einen Broker; es gibt nichts zu verteilen',
  'leader.concentration.rule':
    'von einem Broker geführte Partitionen {{count}} > {{limit}} × {{even}}',
  'leader.concentration.next':
    'Die Leader von {{topic}} verteilen (wer {{system}} betreibt)',
  'disk.logdir-failed':
    'Broker {{broker}}: ein Log-Verzeichnis mit {{partitions}} meldet einen Speicherfehler',
  'disk.logdir-failed.ok':
    '{{system}}: kein Log-Verzeichnis meldet einen Fehler, {{total}} gesehen',
  'disk.logdir-failed.rule': 'Log-Verzeichnisse mit Fehler {{count}} > 0',
  'disk.logdir-failed.next':
    'Die Platte von Broker {{broker}} ersetzen (wer {{system}} betreibt)',
  'disk.runway':
    'Broker {{broker}}: die Platte ist so in {{runway}} voll, {{free}} frei; die Grenze ist {{limit}}',
  'disk.runway.free':
    'Broker {{broker}}: {{free}} der Platte sind frei; die Grenze ist {{limit}}',
  'disk.runway.ok': 'Broker {{broker}}: {{free}} der Platte sind frei',
  'disk.runway.unsupported':
    'Broker {{broker}} sagt nicht, wie viel seiner Platte frei ist',
  'disk.runway.rule':
    'frei {{free}} < {{freeLimit}}, oder Zeit bis voll {{runway}} < {{limit}}',
  'disk.runway.rule-free':
    'frei {{free}} < {{freeLimit}}; wie schnell sie voll wird, ist noch nicht bekannt',
  'disk.runway.next':
    'Platte hinzufügen oder die Aufbewahrung auf Broker {{broker}} verkürzen (wer {{system}} betreibt)',
};

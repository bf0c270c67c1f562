/** German: flow, skew, content and stages. */
export const germanFlow = {
  'flow.silence':
    '{{topic}} bekam seit {{silence}} keinen Record; angegeben ist einer alle {{interval}}, Grenze {{limit}}',
  'flow.silence.unusual':
    '{{topic}} bekam seit {{silence}} keinen Record; 99 % seiner Pausen sind höchstens {{usual}} lang, Grenze {{limit}}',
  'flow.silence.ok':
    '{{topic}} bekam vor {{silence}} einen Record, Grenze {{limit}}',
  'flow.silence.learning':
    '{{topic}}: was üblich ist, ist noch nicht bekannt, {{count}} von {{needed}} Pausen gesehen',
  'flow.silence.rule': 'letzter Record vor {{silence}} > {{limit}}',
  'flow.silence.rule-not': 'letzter Record vor {{silence}}, nicht > {{limit}}',
  'flow.silence.next': 'Den Produzenten von {{topic}} ansehen ({{owner}})',
  'flow.rate-shift.learning':
    '{{topic}}: die übliche Rate ist noch nicht bekannt, {{span}} von {{needed}} gesehen',
  'flow.rate-shift.rule': 'Abstand von {{rate}} zu {{median}} > {{limit}}',
  'flow.rate-shift.next':
    'Prüfen, was sich bei den Produzenten von {{topic}} geändert hat ({{owner}})',
  'skew.rate':
    '{{topic}}: p{{partition}} bekommt {{share}} der Records; gleichmäßig wären {{even}}',
  'skew.rate.ok':
    '{{topic}}: p{{partition}} bekommt am meisten, {{share}} der Records',
  'skew.rate.one':
    '{{topic}} hat eine Partition; es gibt nichts zu vergleichen',
  'skew.rate.few':
    '{{topic}}: {{count}} Records in 30 min sind zu wenige für ein Urteil',
  'skew.rate.few_one':
    '{{topic}}: 1 Record in 30 min ist zu wenig für ein Urteil',
  'skew.rate.rule':
    'größter Anteil {{share}} ≥ {{limit}}, z {{z}} ≥ 6 über {{count}} Records',
  'skew.rate.next':
    'Die Schlüssel von {{topic}} p{{partition}} ansehen ({{owner}})',
  'skew.size':
    '{{topic}}: p{{partition}} ist {{bytes}} groß, {{ratio}} × die mittlere Partition',
  'skew.size.ok':
    '{{topic}}: die größte Partition hat {{bytes}}, {{ratio}} × den Median; die Grenze ist {{limit}} × und {{least}}',
  'skew.size.rule':
    'größte / mittlere {{ratio}} ≥ {{limit}} und größte {{bytes}} > {{least}}',
  'skew.size.next':
    'Die Schlüssel von {{topic}} p{{partition}} ansehen ({{owner}})',
  'skew.unused':
    '{{topic}}: {{partitions}} bekamen keinen von {{count}} Records in 30 min',
  'skew.unused.ok': '{{topic}}: alle Partitionen bekommen Records',
  'skew.unused.rule':
    'Partitionen ohne Record {{unused}} > 0 bei {{count}} ≥ {{limit}} Records',
  'skew.unused.next':
    'Die Verteilung der Produzenten von {{topic}} ansehen ({{owner}})',
  'decode.failed':
    '{{topic}}: {{failed}} von {{count}} Stichproben sind nicht dekodierbar ({{share}}): {{reason}}',
  'decode.failed.ok': '{{topic}}: alle {{count}} Stichproben sind dekodierbar',
  'decode.failed.not-read':
    '{{topic}}: niemand liest Records, also wird keiner beurteilt',
  'decode.failed.rule':
    'nicht dekodierbare Records {{failed}} > 0, kritisch ab {{limit}} von mindestens 20',
  'decode.failed.next':
    'Einen nicht dekodierbaren Record und seinen Dekodierbericht öffnen ({{owner}})',
  'dlq.growth': '{{topic}} bekam {{count}} unzustellbare Records in 15 min',
  'dlq.growth_one': '{{topic}} bekam 1 unzustellbaren Record in 15 min',
  'dlq.growth.share':
    '{{topic}} bekam {{count}} unzustellbare Records in 15 min, {{share}} von {{source}}; die Grenze ist {{limit}}',
  'dlq.growth.ok': '{{topic}} bekam in {{span}} keinen unzustellbaren Record',
  'dlq.growth.rule': 'unzustellbare Records in 15 min {{count}} > 0',
  'dlq.growth.next':
    'Die neuesten unzustellbaren Records von {{topic}} lesen ({{owner}})',
  'dlq.unowned':
    '{{topic}} hält {{count}} unzustellbare Records und niemand liest es',
  'dlq.unowned_one':
    '{{topic}} hält 1 unzustellbaren Record und niemand liest es',
  'dlq.unowned.ok': '{{topic}} ist leer oder wird gelesen',
  'dlq.unowned.rule':
    'unzustellbare Records {{count}} > 0 und lesende Gruppen 0, seit 24 h',
  'dlq.unowned.next': 'Festlegen, wer sich um {{topic}} kümmert ({{owner}})',
  'mqtt.connected':
    'Der Leser von {{system}} ist seit {{down}} getrennt; die Grenze ist {{limit}}',
  'mqtt.connected.ok': 'Der Leser von {{system}} ist verbunden',
  'mqtt.connected.not-read': 'Niemand liest {{system}} im Moment',
  'mqtt.connected.rule': 'getrennt seit {{down}} > {{limit}}',
  'mqtt.connected.next':
    'Prüfen, ob {{system}} läuft und unsere Anmeldung annimmt (wer {{system}} betreibt)',
  'bridge.conservation':
    '{{topic}} bekam {{out}} von {{count}} Records von {{system}} in {{span}}; {{share}} fehlen, Grenze {{limit}}',
  'bridge.conservation.ok':
    '{{topic}} bekam {{out}} von {{count}} Records von {{system}} in {{span}}',
  'bridge.conservation.learning':
    '{{topic}}: {{system}} wird noch keine 5 min gelesen',
  'bridge.conservation.rule':
    'Fehlbetrag {{shortfall}} > max({{limit}}, 5 Records) in {{span}}',
  'bridge.conservation.note':
    'QoS 0 kann verlieren, QoS 1 kann verdoppeln, Kontroll-Offsets zählen als Records',
  'bridge.conservation.next':
    'Das Log der Brücke zwischen {{system}} und {{topic}} ansehen ({{owner}})',
  'stage.ratio':
    '{{topic}} bekam das {{ratio}}-Fache der Records von {{source}}; angegeben ist das {{declared}}-Fache, Abweichung {{share}}, Grenze {{limit}}',
  'stage.ratio.ok':
    '{{topic}} bekam das {{ratio}}-Fache der Records von {{source}}; angegeben ist das {{declared}}-Fache',
  'stage.ratio.few':
    '{{topic}} und {{source}}: {{count}} Records in 30 min sind zu wenige für ein Urteil',
  'stage.ratio.few_one':
    '{{topic}} und {{source}}: 1 Record in 30 min ist zu wenig für ein Urteil',
  'stage.ratio.rule':
    'Abstand von {{ratio}} zu {{declared}} = {{share}} > {{limit}}, über {{count}} ≥ 100 Records',
  'stage.ratio.next':
    'Den Prozessor zwischen {{source}} und {{topic}} ansehen ({{owner}})',
};

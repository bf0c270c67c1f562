import { germanDecodeMessages } from './deDecode';
import { germanRefusalMessages } from './deRefusal';
import { germanStreamMessages } from './deStream';

/** German for the English clauses and sentences that the server writes out. */
export const germanServerMessages = {
  'reason.nothingDeleted': 'nichts wird nach Zeit gelöscht',
  'reason.notAtThisRate': 'so nicht',
  'reason.partitionLeftOut': 'der Broker hat diese Partition ausgelassen',
  'reason.leftOut': 'der Broker hat es in seiner Antwort ausgelassen',
  'reason.exporterSilent': 'der Exporter sagt es nicht',
  'reason.exporterCounts':
    'der Exporter zählt {{members}} Mitglieder und nennt sie nicht',
  'reason.noSeries': 'es gibt keine solche Zeitreihe',
  'reason.notWhole': 'Prometheus warnt, dass seine Antwort nicht ganz ist',
  'reason.shareMembers': 'Mitglieder von Share-Gruppen werden nicht gelesen',
  'reason.noBrokerInTime': 'kein Broker antwortet in {{ms}} ms',
  'reason.brokerNotInTime': 'Broker {{broker}} antwortet nicht in {{ms}} ms',
  'reason.brokerSilent': 'Broker {{broker}} antwortet nicht',
  'reason.brokerError': 'der Broker antwortet mit Fehler {{code}}',
  'reason.noController': 'der Cluster hat keinen Controller',
  'reason.leaderMoving': 'der Leader wechselt gerade',
  'reason.coordinatorStarting': 'der Koordinator startet noch',
  'reason.coordinatorNone': 'kein Broker koordiniert sie',
  'reason.coordinatorMoving': 'der Koordinator wechselt gerade',
  'reason.prometheusCredential':
    'Prometheus {{instance}} nimmt die Anmeldung nicht an',
  'reason.prometheusForbidden':
    'Prometheus {{instance}} lässt die Anmeldung keine Metriken lesen',
  'reason.prometheusQuery':
    'Prometheus {{instance}} versteht die Abfrage nicht: {{why}}',
  'reason.prometheusLate':
    'Prometheus {{instance}} antwortet nicht rechtzeitig',
  'reason.prometheusBusy':
    'Prometheus {{instance}} kann gerade nicht antworten',
  'reason.prometheusGarbled':
    'Prometheus {{instance}} gab eine Antwort, die nicht lesbar ist',
  'reason.prometheusNone':
    'kein Prometheus unter realtime.prometheus.instances ist für {{place}} da',
  'reason.kindNotServed': '{{cluster}} kennt keine Objekte der Art {{kind}}',
  'reason.kindForbidden':
    'die Anmeldung für {{cluster}} darf {{kind}}-Objekte in {{namespace}} nicht auflisten',
  'reason.clusterKindForbidden':
    'die Anmeldung für {{cluster}} darf {{kind}}-Objekte nicht auflisten',
  'reason.noTemplate': '{{namespace}} hat kein AnalysisTemplate {{name}}',
  'reason.noClusterTemplate': 'es gibt kein ClusterAnalysisTemplate {{name}}',
  'reason.tooManyWatches': 'es sind zu viele Beobachtungen offen',
  'reason.noRollout':
    '{{namespace}} auf {{cluster}} hat keinen Rollout {{name}}',
  'reason.ofDecoder': '{{decoder}}: {{decode}}',
  'problem.emptyPart':
    '{{where}} hat einen leeren Teil; die richtige Form ist {{form}}, mehrere durch Komma getrennt',
  'problem.endpoint':
    '{{where}} hat {{part}}; die richtige Form ist der Name eines Endpunkts in app-config, mehrere durch Komma getrennt',
  'problem.form':
    '{{where}} hat {{part}}; die richtige Form ist {{form}}, mehrere durch Komma getrennt',
  'problem.noLimit':
    '{{where}} hat {{part}}; keine Prüfung hat diese Grenze; die richtige Form ist {{form}}',
  'problem.limitForm':
    '{{where}} hat {{part}}; die richtige Form ist {{form}} und ein Wert wie {{example}}',
  'problem.tooMany': '{{where}} hat {{part}}; nur {{n}} Teile werden gelesen',
  'problem.contradiction':
    'lag.slo.warn (aus {{warn}}) liegt über lag.slo.critical (aus {{critical}}); beide setzen, die kleinere als warn',
  ...germanStreamMessages,
  ...germanRefusalMessages,
  ...germanDecodeMessages,
};

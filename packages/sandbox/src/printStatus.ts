import type { SandboxStatus } from './SteerableSandbox';

const LABEL_WIDTH = 12;

/** A table of what runs where, for a terminal. */
export function printStatus(
  status: SandboxStatus,
  print: (line: string) => void,
): void {
  const { counts, incidents, kafka, kubernetes, mqtt, rate } = status;
  const { prometheus, schemaRegistry, webSocket } = status;
  const rows: [string, string][] = [
    ['Kafka', kafka.bootstrap],
    ['', kafka.description],
    ['Topics', 'ping_topic  pong_topic  ping_analytics_topic'],
    ['Schemas', schemaRegistry.url],
    ['MQTT', `${mqtt.url}  (protocol version 4)`],
    ['', mqtt.webSocketUrl],
    ['WebSocket', webSocket.url],
    ['', webSocket.healthUrl],
    ['Kubernetes', kubernetes.url],
    ['', `${kubernetes.services} services run for claims`],
    ['Prometheus', prometheus.url],
    [
      '',
      prometheus.kind === 'real'
        ? 'the one that is installed here'
        : 'a stand-in for one',
    ],
    ['', `${prometheus.series} series, ${prometheus.queries} questions`],
    ['Rate', `${rate} pings a second`],
    ['So far', `${counts.pings} pings, ${counts.pongs} pongs`],
    ['Incidents', incidents.join(', ') || 'none'],
  ];
  for (const [label, text] of rows) {
    print(`  ${label.padEnd(LABEL_WIDTH)}${text}`);
  }
}

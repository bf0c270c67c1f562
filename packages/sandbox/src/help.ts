import { INCIDENTS } from './incidents/IncidentDesk';

const incidents = INCIDENTS.map(({ name, summary, defaultSeconds }) => {
  const lasting = defaultSeconds ? ` (${defaultSeconds} s)` : '';
  return `    ${name.padEnd(18)}${summary}${lasting}`;
}).join('\n');

export const HELP = `A realtime platform on this machine: Kafka, MQTT and the ping-pong pipeline.

  npm run sandbox                          start it and stay in the foreground
  npm run sandbox -- --kafka CHOICE        auto, real, standin or HOST:PORT
  npm run sandbox -- --prometheus CHOICE   auto, real or standin: an installed one, or ours
  npm run sandbox -- --rate 100            start with another rate

While it runs (also by "npm start"), from another terminal:

  npm run sandbox -- status                what runs where
  npm run sandbox -- rate 5000             pings a second from now on
  npm run sandbox -- kubeconfig            for kubectl: write it into a file
  npm run sandbox -- incident NAME [--seconds 30]
  npm run sandbox -- stop

Incidents:

${incidents}`;

/** What forms of tests refer to, as app-config has it; nothing answers there. */
export const KNOWN_NAMES = {
  kubernetes: { clusters: { local: { url: 'https://127.0.0.1:9' } } },
  kafka: { clusters: { local: { brokers: ['127.0.0.1:9'] } } },
  mqtt: { brokers: { local: { url: 'mqtt://127.0.0.1:9' } } },
  websocket: { endpoints: { pong: { url: 'ws://127.0.0.1:9' } } },
};

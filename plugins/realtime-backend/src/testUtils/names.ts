/** The component whose page the tests look at, and where from. */
export const ENTITY = 'component:default/ping-pong';
export const TOPIC = 'pong_topic';
export const STREAM = `kafka:local/${TOPIC}`;
export const ORIGIN = 'http://localhost:3000';

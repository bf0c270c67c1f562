/** To steer a sandbox that runs in another process, without loading its brokers. */
export { ControlClient } from './ControlClient';
export { readState } from './stateFile';

import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SteerableSandbox } from '../SteerableSandbox';
import { answerControl } from './answerControl';
import { ControlClient } from './ControlClient';
import {
  readState,
  removeState,
  writeState,
  type SandboxState,
} from './stateFile';

export interface Control {
  readonly url: string;
  readonly token: string;
  /** Resolves when somebody asks for the end over the API. */
  readonly stopRequested: Promise<void>;
  close(): Promise<void>;
}

const TOKEN_BYTES = 32;

/** Serves the control API on the loopback interface, writes the state file. */
export async function startControl(
  sandbox: SteerableSandbox,
  stateFile: string,
): Promise<Control> {
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  let requestStop = () => {};
  const stopRequested = new Promise<void>(resolve => {
    requestStop = resolve;
  });
  const server = createServer((request, response) => {
    void answerControl({ request, response, sandbox, token, requestStop });
  });
  const url = await listen(server);
  await writeState(stateFile, describe(sandbox, url, token));
  const close = async () => {
    await removeState(stateFile, token);
    server.closeAllConnections();
    await new Promise<void>(resolve => server.close(() => resolve()));
  };
  return { url, token, stopRequested, close };
}

/** Throws when the file belongs to a sandbox that still answers. */
export async function refuseSecond(stateFile: string): Promise<void> {
  const state = await readState(stateFile);
  if (state && (await new ControlClient(state).isAnswering())) {
    throw new Error(
      `A sandbox is running already (process ${state.pid}). ` +
        'Stop it first: npm run sandbox -- stop',
    );
  }
}

function listen(server: Server): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      resolve(`http://127.0.0.1:${port}`);
    });
  });
}

function describe(
  sandbox: SteerableSandbox,
  controlUrl: string,
  token: string,
): SandboxState {
  return {
    pid: process.pid,
    controlUrl,
    token,
    kafka: sandbox.kafka.bootstrap,
    mqtt: sandbox.mqtt.url,
    webSocket: sandbox.websocketUrl,
  };
}

import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kafka, logLevel } from 'kafkajs';
import { WebSocket } from 'ws';
import { runCli, type CliWorld } from './cli';
import { ControlClient } from './control/ControlClient';
import { readState } from './control/stateFile';
import { PONG_TOPIC } from './pingpong/topics';
import { startSandbox, type Sandbox } from './Sandbox';

const TIMEOUT_MS = 60_000;

describe('a running sandbox', () => {
  let directory: string;
  let stateFile: string;
  let sandbox: Sandbox;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'sandbox-test-'));
    stateFile = join(directory, '.run', 'sandbox.json');
    sandbox = await startSandbox({ kafka: 'standin', rate: 200, stateFile });
  }, TIMEOUT_MS);

  afterAll(async () => {
    await sandbox.stop();
    await rm(directory, { recursive: true, force: true });
  }, TIMEOUT_MS);

  const command = async (...argv: string[]) => {
    const lines: string[] = [];
    const print = (line: string) => void lines.push(line);
    const interrupted = new Promise(() => undefined);
    const world: CliWorld = { print, stateFile, interrupted };
    const code = await runCli(argv, world);
    return { code, text: lines.join('\n') };
  };

  it(
    'streams pongs with all their fields over the WebSocket',
    async () => {
      const socket = new WebSocket(sandbox.websocketUrl);
      const pong = await new Promise<Record<string, unknown>>(resolve => {
        socket.once('message', text => resolve(JSON.parse(String(text))));
      });
      socket.close();
      expect(pong).toEqual({
        messageId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        originalContent: expect.stringMatching(/^ping \d+$/),
        response: `pong: ${pong.originalContent}`,
        pingTimestamp: expect.any(Number),
        pongTimestamp: expect.any(Number),
        processingTimeMs: expect.any(Number),
        clientIp: expect.stringMatching(/^192\.0\.2\.\d+$/),
        region: expect.any(String),
      });
    },
    TIMEOUT_MS,
  );

  it(
    'keys pongs by message id over six partitions and keeps the headers',
    async () => {
      const kafka = new Kafka({
        brokers: [sandbox.kafka.bootstrap],
        logLevel: logLevel.NOTHING,
      });
      const consumer = kafka.consumer({ groupId: 'test' });
      await consumer.connect();
      await consumer.subscribe({ topic: PONG_TOPIC, fromBeginning: true });
      const seen = new Set<number>();
      await new Promise<void>(resolve => {
        void consumer.run({
          eachMessage: async ({ partition, message }) => {
            const { messageId } = JSON.parse(String(message.value));
            expect(String(message.key)).toBe(messageId);
            expect(String(message.headers?.source)).toMatch(/^gateway-[abc]$/);
            expect(String(message.headers?.traceparent)).toMatch(/^00-/);
            seen.add(partition);
            if (seen.size === 6) {
              resolve();
            }
          },
        });
      });
      await consumer.disconnect();
    },
    TIMEOUT_MS,
  );

  it('tells its health over HTTP', async () => {
    const { healthUrl } = sandbox.status().webSocket;
    expect(await (await fetch(healthUrl)).json()).toMatchObject({
      status: 'ok',
    });
    expect((await fetch(`${healthUrl}/nothing`)).status).toBe(404);
  });

  it('writes a state file that only its owner may read', async () => {
    expect((await stat(stateFile)).mode & 0o777).toBe(0o600);
    expect(await readState(stateFile)).toMatchObject({
      pid: process.pid,
      kafka: sandbox.kafka.bootstrap,
      webSocket: sandbox.websocketUrl,
    });
  });

  it('answers the control API only with the token', async () => {
    const { url } = sandbox.control!;
    expect((await fetch(`${url}/status`)).status).toBe(401);
    const wrong = new ControlClient({ controlUrl: url, token: 'wrong' });
    await expect(wrong.setRate(1)).rejects.toThrow('token');
    const right = new ControlClient({
      controlUrl: url,
      token: sandbox.control!.token,
    });
    expect((await right.status()).kafka.kind).toBe('standin');
  });

  it('changes the rate from another terminal and refuses nonsense', async () => {
    expect(await command('rate', '300')).toEqual({
      code: 0,
      text: 'The generator sends 300 pings a second.',
    });
    expect(sandbox.status().rate).toBe(300);
    expect((await command('rate', '20001')).text).toContain('from 0 to 20000');
    expect((await command('rate', 'fast')).code).toBe(1);
    expect(sandbox.status().rate).toBe(300);
  });

  it('starts incidents by name and prints what is under way', async () => {
    const started = await command('incident', 'silence', '--seconds', '600');
    expect(started.text).toBe('The incident silence has begun for 600 s.');
    expect((await command('status')).text).toMatch(/Incidents +silence/);
    const unknown = await command('incident', 'meteor');
    expect(unknown).toMatchObject({ code: 1 });
    expect(unknown.text).toContain('broker-down, poison-record');
  });

  it('prints a kubeconfig for the API it serves', async () => {
    const { code, text } = await command('kubeconfig');
    expect(code).toBe(0);
    expect(JSON.parse(text)).toMatchObject({
      kind: 'Config',
      clusters: [{ cluster: { server: sandbox.status().kubernetes.url } }],
    });
  });

  it('refuses a second sandbox beside it', async () => {
    const second = await command('start', '--kafka', 'standin');
    expect(second.code).toBe(1);
    expect(second.text).toContain('A sandbox is running already');
  });

  it('explains itself', async () => {
    expect((await command('--help')).text).toContain('stalled-consumer');
    const unknown = await command('dance');
    expect(unknown).toMatchObject({ code: 1 });
    expect(unknown.text).toContain('There is no command "dance"');
  });
});

describe('starting a sandbox', () => {
  it(
    'names the part whose port is busy and leaves nothing running',
    async () => {
      const squatter = createServer();
      await new Promise<void>(resolve => {
        squatter.listen(0, '127.0.0.1', resolve);
      });
      const { port } = squatter.address() as AddressInfo;
      const start = (ports: object) =>
        startSandbox({ kafka: 'standin', ports });
      await expect(start({ mqtt: port })).rejects.toThrow(
        /MQTT broker could not be started: .*EADDRINUSE/,
      );
      await expect(start({ kafka: port })).rejects.toThrow(
        /Kafka could not be started: .*EADDRINUSE/,
      );
      await expect(start({ webSocket: port })).rejects.toThrow(/EADDRINUSE/);
      await new Promise(resolve => squatter.close(resolve));
    },
    TIMEOUT_MS,
  );

  it(
    'takes over the state file of a sandbox that is gone',
    async () => {
      const directory = await mkdtemp(join(tmpdir(), 'sandbox-test-'));
      const stateFile = join(directory, 'sandbox.json');
      await writeFile(stateFile, 'half a fi');
      const lines: string[] = [];
      let stop = () => {};
      const interrupted = new Promise<void>(resolve => {
        stop = resolve;
      });
      const print = (line: string) => {
        lines.push(line);
        if (line.includes('Ctrl-C')) {
          stop();
        }
      };
      const world = { print, stateFile, interrupted };
      expect(await runCli(['--kafka', 'standin'], world)).toBe(0);
      expect(lines.join('\n')).toMatch(/WebSocket +ws:/);
      expect(lines.at(-1)).toBe('The sandbox has stopped.');
      expect(await readState(stateFile)).toBeUndefined();
      await rm(directory, { recursive: true, force: true });
    },
    TIMEOUT_MS,
  );

  it('says that nothing runs when there is nothing to steer', async () => {
    const lines: string[] = [];
    const print = (line: string) => void lines.push(line);
    const stateFile = join(tmpdir(), 'no-such-directory', 'sandbox.json');
    const interrupted = Promise.resolve();
    expect(await runCli(['status'], { print, stateFile, interrupted })).toBe(1);
    expect(lines).toEqual([
      'No sandbox is running. Start one: npm run sandbox',
    ]);
  });
});

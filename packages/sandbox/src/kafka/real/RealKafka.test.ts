import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { Kafka, logLevel, type KafkaConfig, type SASLOptions } from 'kafkajs';
import { kafkaCacheDir } from './cacheDir';
import { createAuthority, issueCertificate } from './certificates';
import { createDataDir } from './dataDir';
import { fetchJars } from './fetchJars';
import { findRealKafka } from './findRealKafka';
import { RealKafka } from './RealKafka';

const TIMEOUT_MS = 120_000;
const isRequired = process.env.REALTIME_REQUIRE_REAL === '1';
const isHere = ['java -version', 'mvn -v'].every(
  command => spawnSync('/bin/sh', ['-c', command]).status === 0,
);
const withRealParts = isHere || isRequired ? describe : describe.skip;

withRealParts('RealKafka', () => {
  it(
    'asks for a name and a password when it was told to',
    async () => {
      const sasl = { username: 'demo', password: 'right' };
      const broker = await RealKafka.start({ sasl });
      const listWith = (password: string) =>
        listTopics({
          brokers: [broker.bootstrap],
          sasl: { mechanism: 'plain', username: 'demo', password },
        });
      try {
        expect(await listWith('right')).toEqual([]);
        await expect(listWith('wrong')).rejects.toThrow(
          /Invalid username or password/,
        );
      } finally {
        await broker.close();
      }
    },
    TIMEOUT_MS,
  );

  it(
    'has a second listener with TLS and three kinds of login, also after a restart',
    async () => {
      const user = { username: 'demo', password: 'right' };
      const authority = createAuthority();
      const server = issueCertificate(authority);
      const broker = await RealKafka.start({ secure: { user, server } });
      const { bootstrap, secureBootstrap } = broker;
      const listWith = (sasl?: SASLOptions) =>
        listTopics({
          brokers: [sasl ? secureBootstrap : bootstrap],
          ...(sasl && { sasl, ssl: { ca: authority.certificate } }),
        });
      try {
        await broker.restart();
        expect(await listWith()).toEqual([]);
        expect(await listWith({ mechanism: 'plain', ...user })).toEqual([]);
        for (const mechanism of ['scram-sha-256', 'scram-sha-512'] as const) {
          expect(await listWith({ mechanism, ...user })).toEqual([]);
          const wrong = { ...user, mechanism, password: 'wrong' };
          await expect(listWith(wrong)).rejects.toThrow(/invalid credentials/);
        }
      } finally {
        await broker.close();
      }
    },
    TIMEOUT_MS,
  );

  it(
    'says what Kafka said when its port is busy, and leaves nothing behind',
    async () => {
      const mine = async () =>
        (await readdir(tmpdir())).filter(name =>
          name.startsWith(`realtime-kafka-${process.pid}-`),
        );
      const broker = await RealKafka.start();
      const port = Number(broker.bootstrap.split(':')[1]);
      try {
        await expect(RealKafka.start({ port })).rejects.toThrow(/in use/);
        expect(await mine()).toHaveLength(1);
      } finally {
        await broker.close();
      }
      expect(await mine()).toEqual([]);
    },
    TIMEOUT_MS,
  );

  it(
    'dies with the process that started it, even when that is killed',
    async () => {
      const transform =
        require.resolve('@backstage/cli-node/config/nodeTransform.cjs');
      const script = `require(${JSON.stringify(
        resolve(__dirname, 'RealKafka'),
      )})
        .RealKafka.start().then(kafka => console.log(kafka.bootstrap));`;
      const parent = spawn(
        process.execPath,
        ['--require', transform, '-e', script],
        { stdio: ['ignore', 'pipe', 'inherit'] },
      );
      const [line] = await once(
        createInterface({ input: parent.stdout }),
        'line',
      );
      const port = Number(String(line).split(':')[1]);
      const socket = connect(port, '127.0.0.1');
      await once(socket, 'connect');
      // A reset is one way of being cut; 'close' follows.
      socket.on('error', () => socket.destroy());
      const cut = new Promise(done => {
        socket.once('close', done);
      });
      parent.kill('SIGKILL');
      await cut;
      await expect(untilRefused(port)).resolves.toBe('ECONNREFUSED');
    },
    TIMEOUT_MS,
  );

  it(
    'fetches damaged jars again and says so',
    async () => {
      const parts = await findRealKafka();
      const maven = 'maven' in parts ? parts.maven : 'mvn';
      await fetchJars({ maven, cacheDir: kafkaCacheDir() });
      const cacheDir = await mkdtemp(join(tmpdir(), 'kafka-cache-'));
      try {
        const libs = join(cacheDir, 'libs');
        await cp(join(kafkaCacheDir(), 'libs'), libs, { recursive: true });
        await writeFile(join(libs, 'kafka-raft-4.3.1.jar'), 'damaged');
        const said: string[] = [];
        const onProgress = (sentence: string) => void said.push(sentence);
        await fetchJars({ maven, cacheDir, onProgress });
        expect(said).toEqual([expect.stringMatching(/again: 1 cached file/)]);
        await fetchJars({ maven, cacheDir, onProgress });
        expect(said).toHaveLength(1);
      } finally {
        await rm(cacheDir, { recursive: true, force: true });
      }
    },
    TIMEOUT_MS,
  );
});

async function listTopics(config: KafkaConfig): Promise<string[]> {
  const admin = new Kafka({
    ...config,
    logLevel: logLevel.NOTHING,
    retry: { retries: 0 },
  }).admin();
  try {
    await admin.connect();
    return await admin.listTopics();
  } finally {
    await admin.disconnect();
  }
}

/** Tries again while a dying broker still takes a connection or resets it. */
async function untilRefused(port: number): Promise<string> {
  for (;;) {
    const socket = connect(port, '127.0.0.1');
    const code = await new Promise<string>(done => {
      socket.once('error', error =>
        done((error as { code: string } & Error).code),
      );
      socket.once('close', () => done('closed'));
    });
    socket.destroy();
    if (code === 'ECONNREFUSED') return code;
  }
}

describe('findRealKafka', () => {
  it('says that Java is missing when there is none', async () => {
    const env = { PATH: '/nowhere' };
    expect(await findRealKafka(env)).toEqual({ missing: 'Java 17 or newer' });
  });
});

describe('createDataDir', () => {
  it('sweeps folders of dead processes and keeps those of living ones', async () => {
    const parent = await mkdtemp(join(tmpdir(), 'data-dir-'));
    try {
      const { pid } = spawnSync('/bin/true');
      await writeFile(join(parent, `realtime-kafka-${pid}-dead`), '');
      const first = await createDataDir(parent);
      const second = await createDataDir(parent);
      expect((await readdir(parent)).sort()).toEqual(
        [first.path, second.path]
          .map(path => path.slice(parent.length + 1))
          .sort(),
      );
      await first.remove();
      expect(existsSync(first.path)).toBe(false);
      await second.remove();
    } finally {
      await rm(parent, { recursive: true, force: true });
    }
  });
});

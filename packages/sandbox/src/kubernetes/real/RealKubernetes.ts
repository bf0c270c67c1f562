import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  createAuthority,
  issueCertificate,
} from '../../kafka/real/certificates';
import { createDataDir, type DataDir } from '../../kafka/real/dataDir';
import { GuardedProcess } from '../../process/GuardedProcess';
import type { ApiTokens } from '../access/Access';
import { ApiCaller } from '../contract/ApiCaller';
import { buildServers, type Servers } from './buildServers';
import { findGo } from './findGo';
import { findFreePort } from './freePort';
import { grantReading } from './grantReading';

const BOOT_TIMEOUT_MS = 120_000;
const TOKEN_BYTES = 24;

/**
 * kube-apiserver on etcd, without a cluster: no scheduler, no controllers, no
 * nodes. Users are those of the sandbox: one who may do everything, one who
 * may read, one who may nothing. Data is in a temporary folder and goes with
 * `close`.
 */
export class RealKubernetes {
  readonly tokens: ApiTokens = {
    admin: createToken(),
    readOnly: createToken(),
    powerless: createToken(),
  };
  readonly #authority = createAuthority();
  readonly #dataDir: DataDir;
  readonly #processes: GuardedProcess[] = [];
  #port = 0;

  private constructor(dataDir: DataDir) {
    this.#dataDir = dataDir;
  }

  /** Builds what is not in the cache. Throws when Go is missing, or a part does not start. */
  static async start(
    onProgress?: (sentence: string) => void,
  ): Promise<RealKubernetes> {
    const found = await findGo();
    if ('missing' in found) {
      throw new Error(`A real API server needs ${found.missing}.`);
    }
    const servers = await buildServers(found.go, onProgress);
    const kubernetes = new RealKubernetes(await createDataDir());
    try {
      await kubernetes.#boot(servers);
    } catch (error) {
      await kubernetes.close();
      throw error;
    }
    return kubernetes;
  }

  get url(): string {
    return `https://127.0.0.1:${this.#port}`;
  }

  get ca(): string {
    return this.#authority.certificate;
  }

  /** Data is thrown away, so there is no reason to wait for a clean end. */
  async close(): Promise<void> {
    for (const process of this.#processes.splice(0).reverse()) {
      await process.end('KILL');
    }
    await this.#dataDir.remove();
  }

  async #boot(servers: Servers): Promise<void> {
    const etcdPort = await this.#startEtcd(servers.etcd);
    await this.#writeFiles();
    this.#port = await findFreePort();
    const command = [servers['kube-apiserver'], ...this.#arguments(etcdPort)];
    const server = GuardedProcess.start({ command, name: 'kube-apiserver' });
    this.#processes.push(server);
    const admin = new ApiCaller(this, this.tokens.admin);
    const isReady = () =>
      admin.get('/readyz').then(
        ({ code }) => code === 200,
        () => false,
      );
    await server.waitUntil(isReady, BOOT_TIMEOUT_MS);
    await grantReading(admin);
  }

  async #startEtcd(program: string): Promise<number> {
    const [port, peerPort] = [await findFreePort(), await findFreePort()];
    const url = `http://127.0.0.1:${port}`;
    const peer = `http://127.0.0.1:${peerPort}`;
    const etcd = GuardedProcess.start({
      name: 'etcd',
      command: [
        program,
        `--data-dir=${this.#file('etcd')}`,
        `--listen-client-urls=${url}`,
        `--advertise-client-urls=${url}`,
        `--listen-peer-urls=${peer}`,
        `--initial-advertise-peer-urls=${peer}`,
        `--initial-cluster=default=${peer}`,
        '--unsafe-no-fsync',
      ],
    });
    this.#processes.push(etcd);
    const isReady = () =>
      fetch(`${url}/health`).then(
        ({ ok }) => ok,
        () => false,
      );
    await etcd.waitUntil(isReady, BOOT_TIMEOUT_MS);
    return port;
  }

  async #writeFiles(): Promise<void> {
    const { key, certificate } = issueCertificate(this.#authority);
    const { privateKey, publicKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
      publicKeyEncoding: { type: 'spki', format: 'pem' },
    });
    const { admin, powerless, readOnly } = this.tokens;
    const users = [
      `${admin},sandbox-admin,1,"system:masters"`,
      `${readOnly},sandbox-reader,2`,
      `${powerless},sandbox-nobody,3`,
    ];
    const files = {
      'server.key': key,
      'server.crt': certificate,
      'sa.key': privateKey,
      'sa.pub': publicKey,
      'tokens.csv': `${users.join('\n')}\n`,
    };
    for (const [name, text] of Object.entries(files)) {
      await writeFile(this.#file(name), text, { mode: 0o600 });
    }
  }

  #arguments(etcdPort: number): string[] {
    return [
      `--etcd-servers=http://127.0.0.1:${etcdPort}`,
      `--secure-port=${this.#port}`,
      '--bind-address=127.0.0.1',
      '--advertise-address=127.0.0.1',
      `--tls-cert-file=${this.#file('server.crt')}`,
      `--tls-private-key-file=${this.#file('server.key')}`,
      `--service-account-key-file=${this.#file('sa.pub')}`,
      `--service-account-signing-key-file=${this.#file('sa.key')}`,
      '--service-account-issuer=https://kubernetes.default.svc',
      `--token-auth-file=${this.#file('tokens.csv')}`,
      '--authorization-mode=RBAC',
      '--anonymous-auth=false',
      '--service-cluster-ip-range=10.0.0.0/24',
      '--disable-admission-plugins=ServiceAccount',
      '--endpoint-reconciler-type=none',
    ];
  }

  #file(name: string): string {
    return join(this.#dataDir.path, name);
  }
}

function createToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url');
}

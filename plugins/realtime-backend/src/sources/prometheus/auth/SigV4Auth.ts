import { createHash, createHmac, type BinaryLike } from 'node:crypto';
import type { SignatureV4 } from '@smithy/signature-v4';
import type {
  AwsCredentialIdentity,
  AwsCredentialIdentityProvider,
  Checksum,
  SourceData,
} from '@smithy/types';
import type { Clock } from '../../../clock';
import type { OutgoingRequest, PrometheusAuth } from './PrometheusAuth';

/** Who signs; without keys the environment of AWS says it. */
export interface SigV4Settings {
  region: string;
  /** `aps`, unless something that stands before it wants another name. */
  service: string;
  /** Role to assume with what the environment gives. */
  roleArn?: string;
  profile?: string;
  accessKeyId?: string;
  secretAccessKey?: string;
}

/** Amazon Managed Prometheus: every request is signed, body and query included (Signature Version 4). */
export class SigV4Auth implements PrometheusAuth {
  private signer?: Promise<SignatureV4>;

  constructor(
    private readonly settings: SigV4Settings,
    private readonly clock: Clock,
  ) {}

  async authorise(
    request: OutgoingRequest,
  ): Promise<Readonly<Record<string, string>>> {
    this.signer ??= createSigner(this.settings);
    const signed = await (
      await this.signer
    ).sign(toSignable(request), {
      signingDate: new Date(this.clock.now()),
    });
    const { host: _, ...headers } = signed.headers;
    return headers;
  }

  /** The provider renews credentials before they end. */
  refused(): boolean {
    return false;
  }
}

function toSignable({ method, url, headers, body }: OutgoingRequest) {
  return {
    method,
    protocol: url.protocol,
    hostname: url.hostname,
    port: url.port === '' ? undefined : Number(url.port),
    path: url.pathname,
    query: toQuery(url.searchParams),
    headers: { ...headers, host: url.host },
    body,
  };
}

/** Several values of one name stay several. */
function toQuery(params: URLSearchParams): Record<string, string[]> {
  const names = [...new Set(params.keys())];
  return Object.fromEntries(names.map(name => [name, params.getAll(name)]));
}

/** The libraries are loaded at the first use: they are large, and few need them. */
async function createSigner(settings: SigV4Settings): Promise<SignatureV4> {
  const { SignatureV4: Signer } =
    require('@smithy/signature-v4') as typeof import('@smithy/signature-v4');
  return new Signer({
    service: settings.service,
    region: settings.region,
    credentials: await findCredentials(settings),
    sha256: NodeSha256,
    // As every service but S3 expects paths.
    uriEscapePath: true,
  });
}

async function findCredentials(
  settings: SigV4Settings,
): Promise<AwsCredentialIdentity | AwsCredentialIdentityProvider> {
  const { accessKeyId, secretAccessKey, profile, region, roleArn } = settings;
  const keys =
    accessKeyId && secretAccessKey
      ? { accessKeyId, secretAccessKey }
      : undefined;
  if (keys && !roleArn) return keys;
  const providers =
    require('@aws-sdk/credential-providers') as typeof import('@aws-sdk/credential-providers');
  const own = keys ?? providers.fromNodeProviderChain({ profile });
  if (!roleArn) return own;
  return providers.fromTemporaryCredentials({
    masterCredentials: own,
    params: { RoleArn: roleArn, RoleSessionName: 'backstage-realtime' },
    clientConfig: { region },
  });
}

/** SHA-256, keyed or not, of the runtime instead of one more library. */
class NodeSha256 implements Checksum {
  private hash;

  constructor(private readonly secret?: SourceData) {
    this.hash = start(secret);
  }

  update(data: Uint8Array): void {
    this.hash.update(data);
  }

  async digest(): Promise<Uint8Array> {
    return this.hash.digest();
  }

  reset(): void {
    this.hash = start(this.secret);
  }
}

function start(secret: SourceData | undefined) {
  return secret === undefined
    ? createHash('sha256')
    : createHmac('sha256', secret as BinaryLike);
}

import type { TokenCredential } from '@azure/identity';
import type { Clock } from '../../../clock';
import { TokenAuth } from './TokenAuth';

/** Clouds of Azure, each with its own audience for metrics. */
export const AZURE_SCOPES = {
  public: 'https://prometheus.monitor.azure.com/.default',
  china: 'https://prometheus.monitor.azure.cn/.default',
  'us-government': 'https://prometheus.monitor.azure.us/.default',
} as const;

/** Where identities of a cloud live, unless `AZURE_AUTHORITY_HOST` says otherwise. */
const AUTHORITIES: Readonly<Record<AzureCloud, string>> = {
  public: 'https://login.microsoftonline.com',
  china: 'https://login.chinacloudapi.cn',
  'us-government': 'https://login.microsoftonline.us',
};

/** One of {@link AZURE_SCOPES}. */
export type AzureCloud = keyof typeof AZURE_SCOPES;

/** Which identity asks; the environment says what is missing here. */
export interface AzureSettings {
  cloud: AzureCloud;
  /** Instead of the audience of the cloud. */
  scope?: string;
  clientId?: string;
  tenantId?: string;
}

/** Makes a credential; another one in tests. */
export type CreateCredential = (
  settings: AzureSettings,
) => Promise<TokenCredential>;

/**
 * Azure Monitor. In a cluster with workload identity its webhook sets
 * `AZURE_FEDERATED_TOKEN_FILE`, and then that identity alone is used: a chain
 * that silently falls back to another one hides a broken federation.
 */
export class AzureAuth extends TokenAuth {
  constructor(
    settings: AzureSettings,
    clock: Clock,
    create: CreateCredential = createCredential,
  ) {
    const scope = settings.scope ?? AZURE_SCOPES[settings.cloud];
    let credential: Promise<TokenCredential> | undefined;
    super(async abortSignal => {
      credential ??= create(settings);
      const made = await credential;
      const token = await made.getToken(scope, { abortSignal });
      if (!token) throw new Error('no token');
      return { value: token.token, expiresAtMs: token.expiresOnTimestamp };
    }, clock);
  }
}

/** The library is loaded at the first use: it is large, and few need it. */
async function createCredential({
  cloud,
  clientId,
  tenantId,
}: AzureSettings): Promise<TokenCredential> {
  const identity =
    require('@azure/identity') as typeof import('@azure/identity');
  const authorityHost = process.env.AZURE_AUTHORITY_HOST ?? AUTHORITIES[cloud];
  if (process.env.AZURE_FEDERATED_TOKEN_FILE)
    return new identity.WorkloadIdentityCredential({
      authorityHost,
      clientId,
      tenantId,
    });
  return new identity.DefaultAzureCredential({
    authorityHost,
    tenantId,
    managedIdentityClientId: clientId,
  });
}

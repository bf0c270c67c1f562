import { readFile } from 'node:fs/promises';
import { KubeConfig } from '@kubernetes/client-node';
import { grantReading, revokeReading } from '../../real/grantReading';
import { ApiCaller } from '../ApiCaller';
import { GROUP } from '../pipelineKind';
import type { RunningApi } from '../Subject';

/**
 * The cluster of a kubeconfig's current context, with a token or a client
 * certificate that may do everything. The two other users are impersonated.
 * The suite leaves nothing behind: its namespace, its kind and its roles go
 * with `close`. Throws when there is no such credential.
 */
export async function connectExternal(file: string): Promise<RunningApi> {
  const config = new KubeConfig();
  config.loadFromString(await readFile(file, 'utf8'));
  const cluster = config.getCurrentCluster();
  const user = config.getCurrentUser();
  const token = user?.token ?? '';
  const decode = (data?: string) =>
    data ? Buffer.from(data, 'base64').toString() : undefined;
  const cert = decode(user?.certData);
  if (!cluster?.caData || (!token && !cert)) {
    throw new Error(
      'The kubeconfig needs certificate-authority-data, and a user with a token or client-certificate-data.',
    );
  }
  const api = {
    url: cluster.server,
    ca: decode(cluster.caData) ?? '',
    cert,
    key: decode(user?.keyData),
    tokens: { admin: token, readOnly: token, powerless: token },
    impersonates: { readOnly: 'sandbox-reader', powerless: 'sandbox-nobody' },
  };
  const admin = new ApiCaller(api, token);
  await grantReading(admin);
  const close = async () => {
    const kind = `pipelines.${GROUP}`;
    await admin.delete('/api/v1/namespaces/contract');
    await admin.delete(
      `/apis/apiextensions.k8s.io/v1/customresourcedefinitions/${kind}`,
    );
    await revokeReading(admin);
  };
  return { ...api, close };
}

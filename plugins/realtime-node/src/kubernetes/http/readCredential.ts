import { readFile } from 'node:fs/promises';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent, type RequestOptions } from 'node:https';
import type { KubernetesClusterSettings } from '../settings';

/**
 * How requests to a cluster are sent: its authority and its token. A client
 * library would add object classes of every kind of Kubernetes, over a second
 * of blocked start, and calls that cannot be cancelled; what is needed of one
 * fits here. Requests are few, so each has a connection of its own, which the
 * server cannot have closed meanwhile.
 */
export async function readCredential({
  url,
  caData,
  caFile,
  skipTLSVerify,
  serviceAccountToken,
}: KubernetesClusterSettings): Promise<RequestOptions> {
  const headers = serviceAccountToken
    ? { authorization: `Bearer ${serviceAccountToken}` }
    : {};
  if (url.startsWith('http:')) return { headers, agent: new HttpAgent() };
  const ca = caData
    ? Buffer.from(caData, 'base64')
    : caFile && (await readFile(caFile));
  const trust = { ...(ca && { ca }), rejectUnauthorized: !skipTLSVerify };
  return { headers, agent: new HttpsAgent(trust) };
}

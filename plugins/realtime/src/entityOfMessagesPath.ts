import { stringifyEntityRef } from '@backstage/catalog-model';
import { MESSAGES_PATH } from './loadMessagesTab';

/**
 * Entity of an address of the Messages tab, by the catalog's own path
 * `…/namespace/kind/name/messages`; undefined for any other. Encoded parts are
 * left to the page: names of entities need no encoding.
 */
export function entityOfMessagesPath(pathname: string): string | undefined {
  const parts = pathname.split('/');
  if (`/${parts.pop()}` !== MESSAGES_PATH) return undefined;
  const [namespace, kind, name] = parts.slice(-3);
  if (parts.length < 4 || !namespace || !kind || !name) return undefined;
  return stringifyEntityRef({ kind, namespace, name });
}

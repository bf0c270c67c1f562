import type { Config } from '@backstage/config';
import { isAbsolute, resolve } from 'node:path';

/** Where generated projects go; see `config.d.ts`. */
export interface PublishSettings {
  root: string;
  baseUrl?: string;
  maxFiles: number;
  maxBytes: number;
}

/** Undefined while `realtime.publishLocal` is not configured. A relative root is below the working directory. */
export function readPublishSettings(
  config: Config,
): PublishSettings | undefined {
  const section = config.getOptionalConfig('realtime.publishLocal');
  if (!section) return undefined;
  const root = section.getString('root');
  return {
    root: isAbsolute(root) ? root : resolve(root),
    baseUrl: section.getOptionalString('baseUrl')?.replace(/\/+$/, ''),
    maxFiles: section.getOptionalNumber('maxFiles') ?? 2_000,
    maxBytes: section.getOptionalNumber('maxBytes') ?? 50 * 1024 * 1024,
  };
}

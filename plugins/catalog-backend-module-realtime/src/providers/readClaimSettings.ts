import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  APPLICATION_CLAIM,
  OAM_API_VERSION,
  REALTIME_PLATFORM_CLAIM,
  claimApiVersion,
} from '@backstage-realtime/plugin-realtime-common';
import { readClaimApi } from '@backstage-realtime/plugin-realtime-node';
import { readRef } from './readRef';

/** Kinds that can become entities. */
export const CLAIM_KINDS = [
  APPLICATION_CLAIM,
  REALTIME_PLATFORM_CLAIM,
  'Application',
] as const;

/** One of {@link CLAIM_KINDS}; `Application` is that of core.oam.dev. */
export type ClaimKind =
  'ApplicationClaim' | 'RealtimePlatformClaim' | 'Application';

/** One provider of app-config: what of which cluster becomes entities, and whose they are. */
export interface ClaimProviderSettings {
  id: string;
  kubernetesCluster: string;
  /** Where the topics of claims are, by its name in app-config; undefined: topics are not told. */
  kafkaCluster?: string;
  /** Undefined: all of the cluster, by one watch a kind. */
  namespaces?: string[];
  kinds: ClaimKind[];
  /** API version of each kind. */
  apiVersions: Record<ClaimKind, string>;
  defaultOwner: string;
  system?: string;
  /** Of one kind in one namespace; further ones are left out, and counted in the log. */
  maxObjects: number;
}

/** Where the providers stand in app-config. */
export const CONFIG_KEY = 'catalog.providers.realtimeClaims';

/** Each has a connection of its own for each kind; more are cheaper without a list. */
const MAX_NAMESPACES = 20;

const NAMESPACE = /^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/;

const DEFAULT_MAX_OBJECTS = 2_000;

/** What one watch of the Kubernetes client carries at most. */
const LARGEST_MAX_OBJECTS = 20_000;

/** Every provider of app-config. Throws InputError that names the wrong key. */
export function readClaimSettings(config: Config): ClaimProviderSettings[] {
  const section = config.getOptionalConfig(CONFIG_KEY);
  const claims = claimApiVersion(readClaimApi(config));
  const apiVersions = {
    ApplicationClaim: claims,
    RealtimePlatformClaim: claims,
    Application: OAM_API_VERSION,
  };
  return (section?.keys() ?? []).map(id => ({
    ...readOne(id, section!.getConfig(id)),
    apiVersions,
  }));
}

function readOne(
  id: string,
  config: Config,
): Omit<ClaimProviderSettings, 'apiVersions'> {
  const key = `${CONFIG_KEY}.${id}`;
  return {
    id,
    kubernetesCluster: config.getOptionalString('kubernetesCluster') ?? id,
    kafkaCluster: config.getOptionalString('kafkaCluster'),
    namespaces: readNamespaces(config, key),
    kinds: readKinds(config, key),
    defaultOwner: readRef(config, 'defaultOwner', key),
    system: config.has('system')
      ? readRef(config, 'system', key, 'system')
      : undefined,
    maxObjects: readMaxObjects(config, key),
  };
}

function readNamespaces(config: Config, key: string): string[] | undefined {
  const names = config.getOptionalStringArray('namespaces');
  if (!names) return undefined;
  if (names.length === 0 || names.length > MAX_NAMESPACES)
    throw new InputError(
      `${key}: namespaces has ${names.length} entries; write 1 to ${MAX_NAMESPACES}, or leave it out for the whole cluster`,
    );
  const wrong = names.find(name => !NAMESPACE.test(name));
  if (wrong !== undefined)
    throw new InputError(
      `${key}: namespaces has "${wrong.slice(0, 80)}"; a namespace has small letters, digits and dashes`,
    );
  return [...new Set(names)];
}

function readKinds(config: Config, key: string): ClaimKind[] {
  const kinds = config.getOptionalStringArray('kinds') ?? CLAIM_KINDS;
  const wrong = kinds.find(kind => !isClaimKind(kind));
  if (wrong !== undefined || kinds.length === 0)
    throw new InputError(
      `${key}: kinds has ${wrong === undefined ? 'no entry' : `"${wrong.slice(0, 80)}"`}; write some of ${CLAIM_KINDS.join(', ')}`,
    );
  return [...new Set(kinds.filter(isClaimKind))];
}

function isClaimKind(kind: string): kind is ClaimKind {
  return (CLAIM_KINDS as readonly string[]).includes(kind);
}

function readMaxObjects(config: Config, key: string): number {
  const max = config.getOptionalNumber('maxObjects') ?? DEFAULT_MAX_OBJECTS;
  if (Number.isInteger(max) && max >= 1 && max <= LARGEST_MAX_OBJECTS)
    return max;
  throw new InputError(
    `${key}: maxObjects is ${max}; write a whole number from 1 to ${LARGEST_MAX_OBJECTS}`,
  );
}

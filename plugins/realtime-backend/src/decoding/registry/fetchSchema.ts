import { z } from 'zod';
import type { RegistrySettings } from '../../config/settings';
import { REGISTRY_LIMITS, type RegisteredSchema } from './schema';

/** Why a registry gave no schema. `silent`: nobody knows, ask again later. */
export class RegistryRefusal extends Error {
  constructor(
    readonly kind: 'unknown' | 'refused' | 'unusable' | 'silent',
    options?: { cause?: unknown },
  ) {
    super(kind, options);
    this.name = 'RegistryRefusal';
  }
}

const reference = z.object({
  name: z.string().max(1_000),
  subject: z.string().max(1_000),
  version: z.number().int(),
});

const answer = z.object({
  schema: z.string(),
  schemaType: z.enum(['AVRO', 'JSON', 'PROTOBUF']).default('AVRO'),
  references: z.array(reference).max(REGISTRY_LIMITS.references).default([]),
});

type Reference = z.output<typeof reference>;
type Referred = RegisteredSchema['references'];

/**
 * One schema with everything it refers to, each after what it needs itself.
 * Only the configured address is asked: redirects are refused and nothing in an
 * answer is followed but subject and version. Throws RegistryRefusal.
 */
export async function fetchSchema(
  settings: RegistrySettings,
  id: number,
): Promise<RegisteredSchema> {
  const signal = AbortSignal.timeout(settings.timeoutMs);
  const ask = (path: string) => askRegistry(settings, path, signal);
  const { schema, schemaType, references } = await ask(`/schemas/ids/${id}`);
  const referred: Referred = [];
  await collect(references, referred, new Set(), ask);
  return { id, type: schemaType, text: schema, references: referred };
}

type Ask = (path: string) => Promise<z.output<typeof answer>>;

async function collect(
  references: Reference[],
  into: Referred,
  seen: Set<string>,
  ask: Ask,
): Promise<void> {
  for (const { name, subject, version } of references) {
    if (seen.has(name)) continue;
    seen.add(name);
    if (seen.size > REGISTRY_LIMITS.references) {
      throw new RegistryRefusal('unusable');
    }
    const path = `/subjects/${encodeURIComponent(subject)}/versions/${version}`;
    const found = await ask(path);
    await collect(found.references, into, seen, ask);
    into.push({ name, text: found.schema });
  }
}

async function askRegistry(
  settings: RegistrySettings,
  path: string,
  signal: AbortSignal,
): Promise<z.output<typeof answer>> {
  const response = await request(settings, path, signal);
  if (response.status === 200) return readAnswer(response);
  await response.body?.cancel();
  if (response.status === 404) throw new RegistryRefusal('unknown');
  const isRefused = response.status === 401 || response.status === 403;
  throw new RegistryRefusal(isRefused ? 'refused' : 'silent');
}

async function request(
  settings: RegistrySettings,
  path: string,
  signal: AbortSignal,
): Promise<Response> {
  const headers: Record<string, string> = {
    accept: 'application/vnd.schemaregistry.v1+json, application/json',
  };
  if (settings.username !== undefined) {
    const pair = `${settings.username}:${settings.password ?? ''}`;
    headers.authorization = `Basic ${Buffer.from(pair).toString('base64')}`;
  }
  try {
    const url = settings.url.replace(/\/+$/, '') + path;
    return await fetch(url, { headers, redirect: 'error', signal });
  } catch (cause) {
    throw new RegistryRefusal('silent', { cause });
  }
}

async function readAnswer(
  response: Response,
): Promise<z.output<typeof answer>> {
  const text = await readText(response);
  try {
    return answer.parse(JSON.parse(text));
  } catch (cause) {
    throw new RegistryRefusal('unusable', { cause });
  }
}

async function readText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of response.body ?? []) {
      chunks.push(chunk);
      length += chunk.length;
      if (length > REGISTRY_LIMITS.schemaChars) {
        throw new RegistryRefusal('unusable');
      }
    }
  } catch (cause) {
    if (cause instanceof RegistryRefusal) throw cause;
    throw new RegistryRefusal('silent', { cause });
  }
  return Buffer.concat(chunks).toString();
}

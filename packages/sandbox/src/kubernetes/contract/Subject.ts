import { randomUUID } from 'node:crypto';
import type { ApiTokens } from '../access/Access';
import { objectAt, textAt, type Json, type JsonObject } from '../model/json';
import { ApiCaller, type ApiAddress } from './ApiCaller';
import { GROUP, PIPELINES } from './pipelineKind';

/** A server that is up, and how its users are known. */
export interface RunningApi extends ApiAddress {
  tokens: ApiTokens;
  /** Users without a token of their own. */
  impersonates?: { readOnly: string; powerless: string };
  close(): Promise<void>;
}

export type StartApi = () => Promise<RunningApi>;

/** Ten a second: a new kind is served, and described, a little later. */
const MAX_ATTEMPTS = 300;
const NAMESPACE = 'contract';

/** The server under test, seen by its users. */
export class Subject {
  readonly #api: RunningApi;
  readonly admin: ApiCaller;
  readonly reader: ApiCaller;
  readonly nobody: ApiCaller;

  private constructor(api: RunningApi) {
    this.#api = api;
    this.admin = new ApiCaller(api, api.tokens.admin);
    const { impersonates, tokens } = api;
    this.reader = new ApiCaller(api, tokens.readOnly, impersonates?.readOnly);
    this.nobody = new ApiCaller(api, tokens.powerless, impersonates?.powerless);
  }

  /** Starts the server and gives it the kind and the namespace of the suite. */
  static async start(start: StartApi): Promise<Subject> {
    const subject = new Subject(await start());
    const { admin } = subject;
    await admin.post('/api/v1/namespaces', { metadata: { name: NAMESPACE } });
    await admin.post(
      '/apis/apiextensions.k8s.io/v1/customresourcedefinitions',
      PIPELINES,
    );
    await subject.#untilServed();
    return subject;
  }

  /** Of pipelines; with a name, of that one. */
  path(name = ''): string {
    const all = `/apis/${GROUP}/v1/namespaces/${NAMESPACE}/pipelines`;
    return name ? `${all}/${name}` : all;
  }

  corePath(plural: string, name = ''): string {
    const all = `/api/v1/namespaces/${NAMESPACE}/${plural}`;
    return name ? `${all}/${name}` : all;
  }

  get namespace(): string {
    return NAMESPACE;
  }

  /** A name no other test has. */
  name(prefix = 'p'): string {
    return `${prefix}-${randomUUID().slice(0, 8)}`;
  }

  close(): Promise<void> {
    return this.#api.close();
  }

  /** What `ask` says once it says something. Throws when it does not in 30 s. */
  async until<T>(ask: () => Promise<T | undefined>): Promise<T> {
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
      const found = await ask();
      if (found !== undefined) {
        return found;
      }
      await new Promise(resolve => setTimeout(resolve, 100));
    }
    throw new Error('The server did not get as far as the suite needs it.');
  }

  /** A new kind is 404 until it is established, then 429 until its storage is. */
  async #untilServed(): Promise<void> {
    await this.until(async () => {
      const { code } = await this.admin.get(this.path());
      return code === 200 || undefined;
    });
  }
}

/** `metadata` of an answer. */
export function metaOf(body: JsonObject): JsonObject {
  return objectAt(body, 'metadata');
}

export function versionOf(body: JsonObject): string {
  return textAt(metaOf(body), 'resourceVersion') ?? '';
}

/** Managers by name, operation and sub-resource, and which fields; sorted, as the order says nothing. */
export function managersOf(body: JsonObject): Json[] {
  const { managedFields } = metaOf(body);
  return Array.isArray(managedFields)
    ? managedFields
        .map(entry => [
          textAt(entry, 'manager') ?? '',
          textAt(entry, 'operation') ?? '',
          textAt(entry, 'subresource') ?? '',
          objectAt(entry, 'fieldsV1'),
        ])
        .sort(([left], [right]) => (String(left) < String(right) ? -1 : 1))
    : [];
}

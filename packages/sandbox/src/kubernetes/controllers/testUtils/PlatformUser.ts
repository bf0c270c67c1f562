import { CoreV1Api, CustomObjectsApi } from '@kubernetes/client-node';
import { NAMESPACE, placeOf, type Plural } from './claims';
import { ClaimWatcher } from './ClaimWatcher';

/** What a person does at the API, with the official client. */
export class PlatformUser extends ClaimWatcher {
  createPlatform(name: string, spec: object = {}): Promise<unknown> {
    return this.#create('RealtimePlatformClaim', name, { name, ...spec });
  }

  /** On the platform `streaming`, with three topics, unless told otherwise. */
  createService(
    name: string,
    own: object = {},
    metadata: object = {},
  ): Promise<unknown> {
    const topics = [`${name}_ping`, `${name}_pong`, `${name}_counts`];
    const spec = {
      name,
      language: 'python',
      framework: 'fastapi',
      realtime: 'streaming',
      websocket: true,
      streaming: { enabled: true, topics },
      ...own,
    };
    return this.#create('ApplicationClaim', name, spec, metadata);
  }

  removeService(name: string): Promise<unknown> {
    return this.#remove('applicationclaims', name);
  }

  replaceTopics(name: string, value: string[]): Promise<unknown> {
    return this.#objects.patchNamespacedCustomObject({
      ...placeOf('applicationclaims'),
      name,
      body: [{ op: 'replace', path: '/spec/streaming/topics', value }],
    });
  }

  createTopic(name: string, spec: object, labels?: object): Promise<unknown> {
    return this.#create('KafkaTopic', name, spec, { labels });
  }

  createApplication(name: string, spec: object): Promise<unknown> {
    return this.#create('Application', name, spec);
  }

  replaceComponents(name: string, value: object[]): Promise<unknown> {
    return this.#objects.patchNamespacedCustomObject({
      ...placeOf('applications'),
      name,
      body: [{ op: 'replace', path: '/spec/components', value }],
    });
  }

  patchTopic(name: string, path: string, value: unknown): Promise<unknown> {
    return this.#objects.patchNamespacedCustomObject({
      ...placeOf('kafkatopics'),
      name,
      body: [{ op: 'replace', path, value }],
    });
  }

  removeTopic(name: string): Promise<unknown> {
    return this.#remove('kafkatopics', name);
  }

  removeApplication(name: string): Promise<unknown> {
    return this.#remove('applications', name);
  }

  /** What somebody brings who has passwords or a licence. */
  createSecret(
    name: string,
    stringData: Record<string, string>,
  ): Promise<unknown> {
    const core = this.config.makeApiClient(CoreV1Api);
    const body = { metadata: { name }, stringData };
    return core.createNamespacedSecret({ namespace: NAMESPACE, body });
  }

  removeSecret(name: string): Promise<unknown> {
    const core = this.config.makeApiClient(CoreV1Api);
    return core.deleteNamespacedSecret({ name, namespace: NAMESPACE });
  }

  /** As text, by key. */
  async readSecret(name: string): Promise<Record<string, string>> {
    const core = this.config.makeApiClient(CoreV1Api);
    const namespace = NAMESPACE;
    const { data = {} } = await core.readNamespacedSecret({ name, namespace });
    return Object.fromEntries(
      Object.entries(data).map(([key, value]) => [
        key,
        Buffer.from(value, 'base64').toString(),
      ]),
    );
  }

  get #objects(): CustomObjectsApi {
    return this.config.makeApiClient(CustomObjectsApi);
  }

  #create(kind: string, name: string, spec: object, metadata: object = {}) {
    const place = placeOf(`${kind.toLowerCase()}s` as Plural);
    return this.#objects.createNamespacedCustomObject({
      ...place,
      body: {
        apiVersion: `${place.group}/${place.version}`,
        kind,
        metadata: { name, ...metadata },
        spec,
      },
    });
  }

  #remove(plural: Plural, name: string): Promise<unknown> {
    const place = placeOf(plural);
    return this.#objects.deleteNamespacedCustomObject({ ...place, name });
  }
}

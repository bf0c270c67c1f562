import type { FetchApi } from '@backstage/core-plugin-api';
import {
  API_V1,
  type CreateCheck,
  type CreateCheckRequest,
  type CreateDiff,
  type CreateDiffRequest,
  type CreateOptions,
  type CreatePlatforms,
  type CreatePlatformsRequest,
} from '@backstage-realtime/plugin-realtime-common';
import { readJson } from '../client/httpRefusal';
import type { CreateApi } from './CreateApi';

/** The realtime backend as form fields use it; faults are {@link HttpRefusal}. @public */
export class CreateClient implements CreateApi {
  static create(options: { fetchApi: FetchApi }): CreateClient {
    return new CreateClient(options.fetchApi);
  }

  private constructor(private readonly fetchApi: FetchApi) {}

  async options(signal?: AbortSignal): Promise<CreateOptions> {
    return readJson(await this.fetch('/options', { signal }));
  }

  async check(
    { topics = [], ...names }: CreateCheckRequest,
    signal?: AbortSignal,
  ): Promise<CreateCheck> {
    const query = queryOf(names);
    if (topics.length > 0) query.set('topics', topics.join(','));
    return readJson(await this.fetch(`/check?${query}`, { signal }));
  }

  async platforms(
    request: CreatePlatformsRequest,
    signal?: AbortSignal,
  ): Promise<CreatePlatforms> {
    const query = queryOf(request);
    return readJson(await this.fetch(`/platforms?${query}`, { signal }));
  }

  async diff(
    request: CreateDiffRequest,
    signal?: AbortSignal,
  ): Promise<CreateDiff> {
    const response = await this.fetch('/diff', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(request),
      signal,
    });
    return readJson(response);
  }

  private fetch(path: string, init: RequestInit): Promise<Response> {
    return this.fetchApi.fetch(
      `plugin://realtime${API_V1}/create${path}`,
      init,
    );
  }
}

/** Without what is empty. */
function queryOf(names: object): URLSearchParams {
  return new URLSearchParams(
    Object.entries(names).filter(([, value]) => Boolean(value)),
  );
}

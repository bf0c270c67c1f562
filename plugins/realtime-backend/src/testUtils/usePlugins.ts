import type { Server } from 'node:http';
import type { BackendFeature } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { JsonObject } from '@backstage/types';
import request from 'supertest';
import realtimePlugin from '../index';
import { anEntity } from './anEntity';
import { Page, portOf } from './Page';

/** What one backend is made of. `denied`: names of permissions, or refs of resources that are hidden; read at each question. */
export interface PluginOptions {
  config: JsonObject;
  denied?: ReadonlySet<string>;
  entity?: Entity;
  features?: BackendFeature[];
}

/** A running backend with the plugin, as a signed-in user's browser sees it. */
export interface RunningPlugin {
  server: Server;
  port: number;
  ticket(): Promise<string>;
  /** A page of a signed-in user; closed after the test. */
  page(): Promise<Page>;
  /** A request as the signed-in user. */
  post(path: string, body?: object): request.Test;
  get(path: string): request.Test;
  stop(): Promise<void>;
}

/**
 * Starts backends for the tests of a file and ends them, and their pages, after
 * each. No page may have seen a doubled record, a wrong order or an account that
 * does not add up.
 */
export function usePlugins() {
  // Real parts on a busy machine; what fails does so by what it says, not by time.
  jest.setTimeout(60_000);
  const open: Array<() => unknown> = [];
  const pages: Page[] = [];

  afterEach(async () => {
    for (const close of open.splice(0).reverse()) await close();
    const faults = pages.splice(0).flatMap(page => page.faults);
    expect(faults).toEqual([]);
  });

  const endWith = (close: () => unknown) => void open.push(close);

  const start = async (options: PluginOptions): Promise<RunningPlugin> => {
    const backend = await startBackend(options);
    const http = backend.server as unknown as Server;
    const stop = () => backend.stop();
    const port = portOf(http);
    endWith(stop);
    const signedIn = (test: request.Test) =>
      test.set('Authorization', mockCredentials.user.header());
    const post = (path: string, body: object = {}) =>
      signedIn(request(http).post(`/api/realtime/v1/${path}`)).send(body);
    const get = (path: string) =>
      signedIn(request(http).get(`/api/realtime/v1/${path}`));
    const ticket = async (): Promise<string> =>
      (await post('tickets').expect(201)).body.ticket;
    const page = async () => {
      const opened = await Page.open({ port, ticket: await ticket() });
      pages.push(opened);
      endWith(() => opened.socket.terminate());
      return opened;
    };
    return { server: http, port, ticket, page, post, get, stop };
  };

  return { start, endWith };
}

async function startBackend(options: PluginOptions) {
  const { config, denied = new Set(), entity = anEntity() } = options;
  const decide = async (
    asked: ReadonlyArray<{
      permission: { name: string };
      resourceRef?: string;
    }>,
  ) =>
    asked.map(({ permission, resourceRef = '' }) => ({
      result: (denied.has(permission.name) || denied.has(resourceRef)
        ? AuthorizeResult.DENY
        : AuthorizeResult.ALLOW) as never,
    }));
  const permissions = mockServices.permissions.mock({
    authorize: decide,
    authorizeConditional: decide,
  });
  return startTestBackend({
    features: [
      realtimePlugin,
      permissions.factory,
      catalogServiceMock.factory({ entities: [entity] }),
      mockServices.rootConfig.factory({ data: config }),
      ...(options.features ?? []),
    ],
  });
}

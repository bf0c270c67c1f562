import type { Server } from 'node:http';
import { mockCredentials } from '@backstage/backend-test-utils';
import request from 'supertest';

/** Statuses a path of the plugin answers nobody, another plugin and a signed-in user with, in this order. */
export async function statusesOf(
  server: Server,
  method: 'get' | 'post',
  path: string,
  body?: object,
): Promise<number[]> {
  const callers = [
    mockCredentials.none.header(),
    mockCredentials.service.header(),
    mockCredentials.user.header(),
  ];
  const statuses: number[] = [];
  for (const header of callers) {
    const test = request(server)
      [method](`/api/realtime/v1/${path}`)
      .set('Authorization', header);
    statuses.push((await (body ? test.send(body) : test)).status);
  }
  return statuses;
}

import type { Entity } from '@backstage/catalog-model';
import type { TestBackend } from '@backstage/backend-test-utils';
import request from 'supertest';

/** Every Resource of a running catalog, asked for over HTTP. */
export async function resources({
  server,
}: Pick<TestBackend, 'server'>): Promise<Entity[]> {
  const { body } = await request(server)
    .get('/api/catalog/entities?filter=kind=resource')
    .expect(200);
  return body;
}

/** Asks until there is an answer; the time-out of the test ends it. */
export async function until<T>(find: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const found = await find();
    if (found !== undefined) return found;
  }
}

import type { AuthService } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { AuthenticationError } from '@backstage/errors';
import type { Knex } from 'knex';
import { ManualClock } from '../testUtils/ManualClock';
import { testedDatabases } from '../../testUtils/testedDatabases';
import { DatabaseTicketStore } from './DatabaseTicketStore';

const TTL_MS = 30_000;
const olivia = mockCredentials.user('user:default/olivia');

async function storeOn(
  knex: Knex,
  clock = new ManualClock(),
  auth: AuthService = mockServices.auth(),
) {
  return DatabaseTicketStore.create({
    database: mockServices.database({ knex }),
    auth,
    clock,
    ttlMs: TTL_MS,
  });
}

describe('DatabaseTicketStore', () => {
  const databases = TestDatabases.create({ ids: testedDatabases });

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    let knex: Knex;

    beforeEach(async () => {
      knex = await databases.init(databaseId);
    });

    it('gives the user back for a ticket, once', async () => {
      const store = await storeOn(knex);
      const { ticket } = await store.issue(olivia);
      const credentials = await store.redeem(ticket);
      expect(credentials?.principal.userEntityRef).toBe('user:default/olivia');
      expect(await store.redeem(ticket)).toBeUndefined();
    });

    it('lets one of many replicas win when all redeem at once', async () => {
      const replicas = [await storeOn(knex), await storeOn(knex)];
      const { ticket } = await replicas[0].issue(olivia);
      const tries = Array.from({ length: 20 }, (_, i) =>
        replicas[i % 2].redeem(ticket),
      );
      const winners = (await Promise.all(tries)).filter(Boolean);
      expect(winners).toHaveLength(1);
    });

    it('refuses a ticket at the end of its life and sweeps what expired', async () => {
      const clock = new ManualClock();
      const store = await storeOn(knex, clock);
      const { ticket, expiresAtMs } = await store.issue(olivia);
      await store.issue(olivia);
      expect(expiresAtMs).toBe(clock.now() + TTL_MS);
      clock.advance(TTL_MS);
      expect(await store.redeem(ticket)).toBeUndefined();
      await store.issue(olivia);
      expect(await knex('realtime_tickets').select()).toHaveLength(1);
    });

    it('refuses a ticket nobody issued', async () => {
      const store = await storeOn(knex);
      expect(await store.redeem('A'.repeat(43))).toBeUndefined();
    });

    it('refuses a ticket whose sign-in ended meanwhile, and passes faults on', async () => {
      const auth: AuthService = mockServices.auth();
      const store = await storeOn(knex, new ManualClock(), auth);
      const tickets = [await store.issue(olivia), await store.issue(olivia)];
      auth.authenticate = async () => {
        throw new AuthenticationError('token expired');
      };
      expect(await store.redeem(tickets[0].ticket)).toBeUndefined();
      auth.authenticate = async () => {
        throw new Error('no keys');
      };
      await expect(store.redeem(tickets[1].ticket)).rejects.toThrow('no keys');
    });

    it('stores neither the ticket nor the token in readable form', async () => {
      const store = await storeOn(knex);
      const { ticket } = await store.issue(olivia);
      const rows = JSON.stringify(await knex('realtime_tickets').select());
      expect(rows).not.toContain(ticket);
      expect(rows).not.toContain('mock-limited-user-token');
      expect(rows).not.toContain(
        Buffer.from('mock-limited-user-token').toString('base64').slice(0, 16),
      );
    });

    it('does not open a row that was moved to another user', async () => {
      const store = await storeOn(knex);
      const { ticket } = await store.issue(olivia);
      await knex('realtime_tickets').update({
        user_ref: 'user:default/mallory',
      });
      await expect(store.redeem(ticket)).rejects.toThrow();
    });
  });
});

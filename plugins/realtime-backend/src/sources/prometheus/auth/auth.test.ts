import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PrometheusAuthSettings } from '../../../config/prometheus/settings';
import { PrometheusClient } from '../PrometheusClient';
import { FakePrometheus, success, vector } from '../testUtils/FakePrometheus';
import { HandClock } from '../testUtils/HandClock';

/** Servers that check credentials, and one that issues them. */
describe('who asks Prometheus', () => {
  let prometheus: FakePrometheus;
  let issuer: FakePrometheus;
  let clock: HandClock;
  let folder: string;
  /** What Prometheus takes now. */
  let accepted: string | undefined;

  beforeEach(async () => {
    prometheus = await FakePrometheus.start();
    issuer = await FakePrometheus.start();
    clock = new HandClock();
    folder = await mkdtemp(join(tmpdir(), 'auth-'));
    prometheus.answer = ({ headers }) =>
      headers.authorization === accepted
        ? success(vector([[{}, '1']]))
        : { status: 401, body: '' };
  });

  afterEach(async () => {
    await prometheus.stop();
    await issuer.stop();
    await rm(folder, { recursive: true });
  });

  const client = (auth: PrometheusAuthSettings) =>
    PrometheusClient.create({
      name: 'prod',
      url: prometheus.url,
      auth,
      timeoutMs: 20_000,
      clock,
    });

  const oauth2 = (more: object = {}) =>
    client({
      type: 'oauth2',
      tokenUrl: `${issuer.url}/token`,
      clientId: 'backstage id',
      clientSecret: 's3cret&',
      scopes: ['metrics.read', 'more'],
      parameters: { audience: 'prometheus' },
      sendIn: 'form',
      ...more,
    });

  /** Tokens `t1`, `t2` and so on, each taken from when it is issued. */
  const issueTokens = (more: object = { expires_in: 600 }) => {
    issuer.answer = () => {
      const token = `t${issuer.asked.length}`;
      accepted = `Bearer ${token}`;
      return { body: { access_token: token, token_type: 'Bearer', ...more } };
    };
  };

  it('is nobody for kind none', async () => {
    accepted = undefined;
    await client({ type: 'none' }).query('up');
    expect(prometheus.asked[0].headers.authorization).toBeUndefined();
  });

  it('is a name and a password for kind basic', async () => {
    accepted = `Basic ${Buffer.from('üser:p:w').toString('base64')}`;
    await client({ type: 'basic', username: 'üser', password: 'p:w' }).query(
      'up',
    );
    expect(prometheus.asked).toHaveLength(1);
  });

  it('is a token for kind bearer', async () => {
    accepted = 'Bearer abc';
    await client({ type: 'bearer', token: 'abc' }).query('up');
    expect(prometheus.asked).toHaveLength(1);
  });

  it('is not asked twice with the same credential', async () => {
    accepted = 'Bearer other';
    const work = client({ type: 'bearer', token: 'abc' }).query('up');
    await expect(work).rejects.toMatchObject({
      code: 'realtime.prometheus.unauthenticated',
      message: expect.not.stringContaining('abc'),
    });
    expect(prometheus.asked).toHaveLength(1);
  });

  describe('with a token in a file', () => {
    it('reads a rotated file at the first refusal, or after a minute', async () => {
      const file = join(folder, 'token');
      await writeFile(file, 'first\n');
      const asking = client({ type: 'bearer', file });
      accepted = 'Bearer first';
      await asking.query('up');

      await writeFile(file, 'second\n');
      accepted = 'Bearer second';
      await asking.query('up');
      expect(prometheus.asked).toHaveLength(3);

      await writeFile(file, 'third\n');
      accepted = 'Bearer third';
      clock.nowMs += 60_000;
      await asking.query('up');
      expect(prometheus.asked).toHaveLength(4);
    });

    it.each([
      ['is missing', undefined],
      ['is empty', ' \n'],
    ])(
      'asks nothing when the file %s, and does not tell its path',
      async (_, text) => {
        const file = join(folder, 'token');
        if (text !== undefined) await writeFile(file, text);
        const work = client({ type: 'bearer', file }).query('up');
        await expect(work).rejects.toMatchObject({
          code: 'realtime.prometheus.unauthenticated',
          message: expect.not.stringContaining(folder),
        });
        expect(prometheus.asked).toHaveLength(0);
      },
    );
  });

  describe('with client credentials', () => {
    it('gets a token by a form and shows it to Prometheus', async () => {
      issueTokens();
      await oauth2().query('up');
      const { method, form, headers } = issuer.asked[0];
      expect(method).toBe('POST');
      expect(headers['content-type']).toContain(
        'application/x-www-form-urlencoded',
      );
      expect(Object.fromEntries(form)).toEqual({
        grant_type: 'client_credentials',
        client_id: 'backstage id',
        client_secret: 's3cret&',
        scope: 'metrics.read more',
        audience: 'prometheus',
      });
      expect(prometheus.asked).toHaveLength(1);
    });

    it('can put the secret into a header instead', async () => {
      issueTokens();
      await oauth2({ sendIn: 'header' }).query('up');
      const { form, headers } = issuer.asked[0];
      const pair = Buffer.from('backstage%20id:s3cret%26').toString('base64');
      expect(headers.authorization).toBe(`Basic ${pair}`);
      expect(form.has('client_secret')).toBe(false);
    });

    it('gets one token for all who wait, and another shortly before its end', async () => {
      issueTokens({ expires_in: 3600 });
      const asking = oauth2();
      await Promise.all(Array.from({ length: 8 }, () => asking.query('up')));
      clock.nowMs += 54 * 60_000;
      await asking.query('up');
      expect(issuer.asked).toHaveLength(1);
      clock.nowMs += 60_000;
      await asking.query('up');
      expect(issuer.asked).toHaveLength(2);
    });

    it('gets a new token when a kept one is refused, and only once', async () => {
      issueTokens();
      const asking = oauth2();
      await asking.query('up');
      accepted = 'Bearer revoked';
      await asking.query('up');
      expect(issuer.asked).toHaveLength(2);

      prometheus.answer = () => ({ status: 401, body: '' });
      await expect(asking.query('up')).rejects.toThrow('credential');
      expect(issuer.asked).toHaveLength(3);
    });

    it.each([
      ['refuses', { status: 401, body: { error: 'invalid_client s3cret&' } }],
      ['fails', { status: 500, body: '' }],
      ['answers with a page', { body: '<html>t0ken' }],
      ['answers with no token', { body: { expires_in: 3 } }],
      ['redirects', { status: 302, headers: { location: '/x' }, body: '' }],
    ])('says so without any secret when the issuer %s', async (_, answer) => {
      issuer.answer = () => answer;
      const error = await oauth2()
        .query('up')
        .catch(fault => fault);
      expect(error.code).toBe('realtime.prometheus.unauthenticated');
      expect(
        JSON.stringify([error.message, error.missing, error.cause]),
      ).not.toMatch(/s3cret|t0ken|127\.0\.0\.1|backstage id/);
      expect(prometheus.asked).toHaveLength(0);
    });

    it('waits for a silent issuer no longer than for Prometheus', async () => {
      issuer.answer = () => undefined;
      const asking = PrometheusClient.create({
        name: 'prod',
        url: prometheus.url,
        timeoutMs: 50,
        auth: {
          type: 'oauth2',
          tokenUrl: issuer.url,
          clientId: 'a',
          clientSecret: 'b',
          scopes: [],
          parameters: {},
          sendIn: 'form',
        },
      });
      await expect(asking.query('up')).rejects.toMatchObject({
        code: 'realtime.prometheus.timeout',
      });
    });
  });
});

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WorkloadIdentityCredential } from '@azure/identity';
import { PrometheusClient } from '../PrometheusClient';
import { FakePrometheus, success, vector } from '../testUtils/FakePrometheus';
import { HandClock } from '../testUtils/HandClock';
import { localAuthority } from '../testUtils/localAuthority';
import { AZURE_SCOPES, AzureAuth, type AzureCloud } from './AzureAuth';

const TENANT = '11111111-1111-1111-1111-111111111111';
const CLIENT = '22222222-2222-2222-2222-222222222222';

/**
 * The real credential of Azure against a token endpoint on this machine: only
 * the way its requests travel is another, since it talks HTTPS to its authority.
 */
describe('requests to Azure Monitor', () => {
  let prometheus: FakePrometheus;
  let authority: FakePrometheus;
  let folder: string;
  let tokenFile: string;

  beforeEach(async () => {
    prometheus = await FakePrometheus.start();
    authority = await FakePrometheus.start();
    folder = await mkdtemp(join(tmpdir(), 'azure-'));
    tokenFile = join(folder, 'token');
    await writeFile(tokenFile, 'assertion-of-the-cluster');
    authority.answer = () => ({
      body: {
        token_type: 'Bearer',
        expires_in: 3599,
        access_token: `azure-${authority.asked.length}`,
      },
    });
    prometheus.answer = ({ headers }) =>
      headers.authorization === `Bearer azure-${authority.asked.length}`
        ? success(vector([[{}, '1']]))
        : { status: 401, body: '' };
  });

  afterEach(async () => {
    await prometheus.stop();
    await authority.stop();
    await rm(folder, { recursive: true });
  });

  const client = (
    cloud: AzureCloud = 'public',
    clock = new HandClock(Date.now()),
  ) =>
    PrometheusClient.create({
      name: 'azure',
      url: prometheus.url,
      timeoutMs: 20_000,
      auth: { type: 'azure', cloud },
      authorise: new AzureAuth(
        { cloud },
        clock,
        async () =>
          new WorkloadIdentityCredential({
            tenantId: TENANT,
            clientId: CLIENT,
            tokenFilePath: tokenFile,
            disableInstanceDiscovery: true,
            httpClient: localAuthority(authority.url),
          }),
      ),
    });

  it.each(Object.entries(AZURE_SCOPES))(
    'of the cloud %s exchange the assertion of the pod for a token of %s',
    async (cloud, scope) => {
      await client(cloud as AzureCloud).query('up');
      const exchange = authority.asked.find(({ method }) => method === 'POST');
      expect(exchange?.path).toBe(`/${TENANT}/oauth2/v2.0/token`);
      expect(Object.fromEntries(exchange!.form)).toMatchObject({
        client_id: CLIENT,
        grant_type: 'client_credentials',
        client_assertion: 'assertion-of-the-cluster',
        client_assertion_type:
          'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        scope: expect.stringContaining(scope),
      });
      expect(prometheus.asked).toHaveLength(1);
    },
  );

  it('keep the token until shortly before its end', async () => {
    const clock = new HandClock(Date.now());
    const asking = client('public', clock);
    await asking.query('up');
    const exchanges = authority.asked.length;
    clock.nowMs += 50 * 60_000;
    await asking.query('up');
    expect(authority.asked).toHaveLength(exchanges);
  });

  it('are not sent when Azure refuses, and the reason stays here', async () => {
    authority.answer = () => ({
      status: 400,
      body: {
        error: 'invalid_client',
        error_description: `AADSTS700016: ${CLIENT} assertion-of-the-cluster`,
      },
    });
    const error = await client()
      .query('up')
      .catch(fault => fault);
    expect(error.code).toBe('realtime.prometheus.unauthenticated');
    expect(`${error.message} ${error.cause}`).not.toMatch(/AADSTS|assertion/);
    expect(prometheus.asked).toHaveLength(0);
  });

  it('need an identity, and say that there is none', async () => {
    const environment = { ...process.env };
    process.env.AZURE_FEDERATED_TOKEN_FILE = join(folder, 'nowhere');
    process.env.AZURE_TENANT_ID = TENANT;
    process.env.AZURE_CLIENT_ID = CLIENT;
    try {
      const asking = PrometheusClient.create({
        name: 'azure',
        url: prometheus.url,
        timeoutMs: 20_000,
        auth: { type: 'azure', cloud: 'public' },
      });
      await expect(asking.query('up')).rejects.toMatchObject({
        code: 'realtime.prometheus.unauthenticated',
        message: expect.stringMatching(/Credential|Authentication/),
      });
    } finally {
      process.env = environment;
    }
  });
});

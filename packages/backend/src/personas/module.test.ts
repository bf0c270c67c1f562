import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import authPlugin from '@backstage/plugin-auth-backend';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { PERSONA_HEADER } from './personas';
import { personasModule } from './module';

const olivia = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name: 'olivia' },
  spec: { memberOf: ['team-realtime'] },
  relations: [{ type: 'memberOf', targetRef: 'group:default/team-realtime' }],
};

async function startAuth(providers: object) {
  const backend = await startTestBackend({
    features: [
      authPlugin,
      personasModule,
      catalogServiceMock.factory({ entities: [olivia] }),
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'http://localhost' },
          backend: { baseUrl: 'http://localhost' },
          auth: { providers },
        },
      }),
    ],
  });
  const url = `http://localhost:${backend.server.port()}/api/auth/personas/refresh`;
  return {
    signInAs: (headers: Record<string, string>) => fetch(url, { headers }),
  };
}

describe('personas module', () => {
  it('signs a known persona in, asks when none is chosen, and refuses a name it does not know', async () => {
    const auth = await startAuth({ personas: {} });

    const known = await auth.signInAs({ [PERSONA_HEADER]: 'owner' });
    expect(known.status).toBe(200);
    expect(await known.json()).toMatchObject({
      backstageIdentity: {
        identity: {
          userEntityRef: 'user:default/olivia',
          ownershipEntityRefs: expect.arrayContaining([
            'group:default/team-realtime',
          ]),
        },
      },
    });
    expect((await auth.signInAs({})).status).toBe(401);
    expect((await auth.signInAs({ [PERSONA_HEADER]: 'root' })).status).toBe(
      400,
    );
  });

  it('does not exist where app-config does not ask for it', async () => {
    const auth = await startAuth({});
    const response = await auth.signInAs({ [PERSONA_HEADER]: 'owner' });
    expect(response.status).toBe(404);
  });

  it('keeps the backend from starting in production', async () => {
    const nodeEnv = jest.replaceProperty(process.env, 'NODE_ENV', 'production');
    try {
      await expect(startAuth({ personas: {} })).rejects.toThrow(
        'refused when NODE_ENV is production',
      );
    } finally {
      nodeEnv.restore();
    }
  });
});

import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  authProvidersExtensionPoint,
  createProxyAuthProviderFactory,
  createProxyAuthenticator,
  type SignInResolver,
} from '@backstage/plugin-auth-node';
import { PERSONA_HEADER, readPersona, type Persona } from './personas';

const authenticator = createProxyAuthenticator({
  defaultProfileTransform: async (persona: Persona) => ({
    profile: { displayName: persona.displayName },
  }),
  initialize: () => undefined,
  authenticate: async ({ req }) => ({
    result: readPersona(req.header(PERSONA_HEADER)),
  }),
});

const signInResolver: SignInResolver<Persona> = ({ result }, context) =>
  context.signInWithCatalogUser({ entityRef: result.userEntityRef });

/**
 * Sign-in without a password for the demo portal: anybody who reaches it may
 * be any of the three personas. Registered only where app-config has
 * `auth.providers.personas`, and never in production, where it would be an
 * open door: there the backend refuses to start.
 */
export const personasModule = createBackendModule({
  pluginId: 'auth',
  moduleId: 'personas',
  register(env) {
    env.registerInit({
      deps: {
        providers: authProvidersExtensionPoint,
        config: coreServices.rootConfig,
      },
      async init({ providers, config }) {
        if (!config.has('auth.providers.personas')) return;
        refuseInProduction();
        providers.registerProvider({
          providerId: 'personas',
          factory: createProxyAuthProviderFactory({
            authenticator,
            signInResolver,
          }),
        });
      },
    });
  },
});

function refuseInProduction(): void {
  if (process.env.NODE_ENV !== 'production') return;
  throw new Error(
    'auth.providers.personas lets everybody sign in without a password and is refused when NODE_ENV is production. Remove it from app-config and configure a real auth provider.',
  );
}

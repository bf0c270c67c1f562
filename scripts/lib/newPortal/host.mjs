import { join } from 'node:path';
import { ROOT } from '../paths.mjs';
import { readManifest } from '../workspaces.mjs';

/** What a portal has before anything of ours is added, as create-app makes it. */
export const HOST = {
  app: [
    '@backstage/core-components',
    '@backstage/frontend-defaults',
    '@backstage/plugin-catalog',
    '@backstage/plugin-scaffolder',
    '@backstage/ui',
    '@material-ui/core',
    '@types/react',
    '@types/react-dom',
    'react',
    'react-dom',
    'react-router',
    'react-router-dom',
  ],
  backend: [
    '@backstage/backend-defaults',
    '@backstage/plugin-app-backend',
    '@backstage/plugin-auth-backend',
    '@backstage/plugin-auth-backend-module-guest-provider',
    '@backstage/plugin-catalog-backend',
    '@backstage/plugin-catalog-backend-module-scaffolder-entity-model',
    '@backstage/plugin-permission-backend',
    '@backstage/plugin-scaffolder-backend',
  ],
};

/** Versions of the demo portal, which are of the release that we are built for. */
export const RANGES = { ...rangesOf('backend'), ...rangesOf('app') };

function rangesOf(name) {
  const dir = join(ROOT, 'packages', name);
  const { dependencies, devDependencies } = readManifest(dir);
  return { ...devDependencies, ...dependencies };
}

/** Configuration of a portal with a database in memory, where guests may sign in. */
export function hostConfig(url) {
  const { port } = new URL(url);
  return JSON.stringify({
    app: { title: 'Portal', baseUrl: url },
    backend: {
      baseUrl: url,
      listen: { host: '127.0.0.1', port: Number(port) },
      database: { client: 'better-sqlite3', connection: ':memory:' },
    },
    auth: { providers: { guest: {} } },
    permission: { enabled: true },
  });
}

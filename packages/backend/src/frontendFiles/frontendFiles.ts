import { rootHttpRouterServiceFactory } from '@backstage/backend-defaults/rootHttpRouter';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { PackedFiles } from './PackedFiles';

/** The HTTP server of the framework, with the scripts of the frontend ready to be sent. */
export const frontendFiles = rootHttpRouterServiceFactory({
  configure({ app, applyDefaults, lifecycle, logger, middleware }) {
    const files = PackedFiles.create(resolvePackagePath('app', 'dist/static'));
    app.use('/static', middleware.helmet(), files.handler);
    applyDefaults();
    lifecycle.addStartupHook(() => {
      files.pack().catch(error => {
        logger.warn(
          'The frontend could not be compressed ahead; it is served as usual',
          error,
        );
      });
    });
  },
});

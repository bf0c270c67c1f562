import type { LoggerService } from '@backstage/backend-plugin-api';
import { RealtimeError } from '@backstage-realtime/plugin-realtime-common';
import { nameOfFault } from '../../nameOfFault';

/**
 * What a viewer is told about a fault of its stream. Our own errors are written
 * for people; of any other only the name is logged, since its message may hold
 * addresses.
 */
export function toFault(
  error: unknown,
  stream: string,
  viewer: string,
  logger: LoggerService,
): Pick<RealtimeError, 'code' | 'message' | 'isRetriable'> {
  if (error instanceof RealtimeError) return error;
  const cause = nameOfFault(error);
  logger.error('a stream of a viewer failed', { viewer, stream, cause });
  return {
    code: 'realtime.internal',
    message: `${stream} could not be opened or changed: an unexpected fault. Try again; the server log has viewer ${viewer}`,
    isRetriable: true,
  };
}

import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { RecordDecoder } from './RecordDecoder';

/** Lets a module add decoders; they are tried before the built-in ones. @public */
export interface RealtimeDecodersExtensionPoint {
  addDecoder(decoder: RecordDecoder): void;
}

/** Where a module of the realtime plugin adds its decoders. @public */
export const realtimeDecodersExtensionPoint =
  createExtensionPoint<RealtimeDecodersExtensionPoint>({
    id: 'realtime.decoders',
  });

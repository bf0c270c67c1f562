import type { InspectedPart } from '@backstage-realtime/plugin-realtime-common';
import type { MaskPolicy } from '../access/StreamAccess';
import type { Projector } from '../hub/Projector';

/** Decoders in their order, bound to the systems of app-config. */
export interface Decoding {
  /** Decode-and-mask for the rows of a lane. Equal policy and system give an equal id. */
  projector(system: string, mask: MaskPolicy | undefined): Projector;
  /** One key or value with the report of every decoder tried; masked by the same rules as the rows. */
  inspect(
    bytes: Uint8Array | null,
    part: 'key' | 'value',
    system: string,
    mask: MaskPolicy | undefined,
  ): Promise<InspectedPart>;
}

import type { LoggerService } from '@backstage/backend-plugin-api';
import type { RecordDecoder } from '@backstage-realtime/plugin-realtime-node';
import type { Clock } from '../clock';
import type { RealtimeSettings } from '../config/settings';
import { examineValue, type ValueExaminer } from './examineValue';
import { ExtraDecoders } from './ExtraDecoders';
import { inspectPart } from './inspectPart';
import type { Decoding } from './Inspector';
import { compileMask, maskId } from './mask/CompiledMask';
import { SchemaRegistry } from './registry/SchemaRegistry';
import { RowProjector } from './RowProjector';

/**
 * From bytes to what a person may see.
 *
 * A row pays for as little as it can. Without a policy its bytes are passed on
 * where they lie and the browser reads those somebody looks at; only a leading
 * zero byte (a schema of the registry) or bytes that cannot be text are read
 * here. With a policy each value is read once as JSON, byte by byte, and the
 * masked values are replaced on the way.
 *
 * The order is the same for rows and for the report of one record: decoders of
 * modules, the registry's schema, JSON, text, MessagePack, CBOR, bytes.
 *
 * Masking fails closed: what a policy cannot look into is withheld. A record
 * that cannot be decoded is still a record; nothing here throws into a stream,
 * and every bound (depth, items, output, schemas, waits) ends in a reason.
 */
export function createDecoding(options: {
  settings: Pick<RealtimeSettings, 'kafka'>;
  extraDecoders: readonly RecordDecoder[];
  clock: Clock;
  logger: LoggerService;
}): Decoding & ValueExaminer {
  const { clock } = options;
  const extras = new ExtraDecoders(options.extraDecoders, clock);
  const registries = createRegistries(options);
  return {
    projector: (system, mask) =>
      new RowProjector(
        JSON.stringify([system, maskId(mask)]),
        system,
        extras,
        mask && compileMask(mask),
        registries.get(system),
      ),
    inspect: async (bytes, part, system, mask) => {
      if (bytes === null) return { encoding: 'null', report: [] };
      const registry = registries.get(system);
      const trial = { bytes, part, system, extras, registry };
      return inspectPart(trial, mask && compileMask(mask));
    },
    examine: (bytes, system) =>
      examineValue({
        ...{ bytes, part: 'value', system, extras },
        registry: registries.get(system),
      }),
  };
}

function createRegistries(options: {
  settings: Pick<RealtimeSettings, 'kafka'>;
  clock: Clock;
  logger: LoggerService;
}): Map<string, SchemaRegistry> {
  const registries = new Map<string, SchemaRegistry>();
  for (const { name, registry } of options.settings.kafka.values()) {
    if (!registry) continue;
    const { clock, logger } = options;
    registries.set(name, SchemaRegistry.create(name, registry, clock, logger));
  }
  return registries;
}

import type { LoggerService } from '@backstage/backend-plugin-api';
import type { StreamKind } from '@backstage-realtime/plugin-realtime-common';
import type {
  RecordDecoder,
  RecordSource,
} from '@backstage-realtime/plugin-realtime-node';
import type { Clock } from './clock';
import type { RealtimeSettings } from './config/settings';
import { createDecoding } from './decoding/Decoding';
import type { ValueExaminer } from './decoding/examineValue';
import type { Decoding } from './decoding/Inspector';
import { RecordInspector } from './http/RecordInspector';
import { Hub } from './hub/Hub';
import { KafkaRecordSource } from './sources/kafka';
import { MqttRecordSource } from './sources/mqtt/MqttRecordSource';
import { paceSource } from './sources/shared/paceSource';
import { WebSocketRecordSource } from './sources/websocket/WebSocketRecordSource';

/** What reads, decodes and shares records, without any notion of users. */
export interface RecordEngine {
  hub: Hub;
  decoding: Decoding & ValueExaminer;
  inspector: RecordInspector;
  /** For questions about clusters, over the connections that read them. */
  kafka: Pick<KafkaRecordSource, 'acquire' | 'listTopics'>;
  /** Ends every stream, then every connection to a system. */
  stop(): Promise<void>;
}

/** What an engine is made with. */
interface EngineOptions {
  settings: RealtimeSettings;
  decoders: readonly RecordDecoder[];
  logger: LoggerService;
  clock: Clock;
}

/** Wires sources, decoding and hub for the systems of app-config; connects to none of them. */
export function createEngine(options: EngineOptions): RecordEngine {
  const { settings, logger, clock } = options;
  const { kafka, sources } = createSources(options);
  const hub = Hub.create({ sources, settings: settings.hub, clock, logger });
  const decoding = createDecoding({
    settings,
    extraDecoders: options.decoders,
    clock,
    logger,
  });
  return {
    hub,
    kafka,
    decoding,
    inspector: RecordInspector.create({ hub, sources, decoding }),
    stop: async () => {
      await hub.stop();
      await Promise.all(Object.values(sources).map(source => source.close()));
    },
  };
}

/** Every source is paced; `kafka` is the bare one, for topic health, whose readings have bounds of their own. */
function createSources({ settings, logger, clock }: EngineOptions) {
  const { maxRecordBytes, systemBytesPerSecond } = settings.hub;
  const limits = { maxRecordBytes };
  const kafka = KafkaRecordSource.create({
    clusters: settings.kafka,
    limits,
    logger,
    clock,
  });
  const mqtt = MqttRecordSource.create({
    brokers: settings.mqtt,
    limits,
    clock,
  });
  const websocket = WebSocketRecordSource.create({
    endpoints: settings.websocket,
    limits,
    clock,
  });
  const pace = { bytesPerSecond: systemBytesPerSecond, clock };
  const sources: Record<StreamKind, RecordSource> = {
    kafka: paceSource(kafka, pace),
    mqtt: paceSource(mqtt, pace),
    websocket: paceSource(websocket, pace),
  };
  return { kafka, sources };
}

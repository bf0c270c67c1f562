import { z } from 'zod';
import type { DecodeAttempt, Encoding } from '../model/record';
import type { MaskInfo } from './frames';
import type { TopicHealthSummary } from '../model/health';
import type { StreamKey, StreamKind } from '../model/stream';

/** Base path below `/api/realtime`. @public */
export const API_V1 = '/v1';

/** Answer of `POST /v1/tickets`. @public */
export interface TicketResponse {
  ticket: string;
  expiresAtMs: number;
}

/** Why a part of the entity's declaration cannot be used. @public */
export interface AnnotationProblem {
  annotation: string;
  /** The part as written. */
  part: string;
  /** What is wrong and the right form, in a sentence. */
  message: string;
}

/** What the caller may do with one declared stream. @public */
export interface StreamListing {
  stream: StreamKey;
  kind: StreamKind;
  system: string;
  title: string;
  /** Missing when the stream can be used. `code` is an error code. */
  refusal?: { code: string; message: string };
  canReadRecords: boolean;
  /** Why records cannot be read although counts can; code is records-off or forbidden. */
  recordsRefusal?: { code: string; message: string };
  canUnmask: boolean;
  isSeekable: boolean;
  mask?: MaskInfo;
}

/** Answer of `GET /v1/entities/:kind/:namespace/:name/streams`. @public */
export interface StreamsResponse {
  entityRef: string;
  owner?: string;
  streams: StreamListing[];
  problems: AnnotationProblem[];
}

/** Body of `POST /v1/records/inspect`. @public */
export interface InspectRequest {
  entityRef: string;
  stream: string;
  partition: number;
  offset: string;
  unmask?: boolean;
}

/** One record with everything that is known about it; bytes are base64. @public */
export interface InspectResponse {
  partition: number;
  offset: string;
  timestampMs: number;
  timestampType: string;
  key: InspectedPart;
  value: InspectedPart;
  headers: Array<{
    name: string;
    valueBase64: string | null;
    masked?: boolean;
  }>;
  mask?: MaskInfo;
}

/** A key or value with the report of every decoder tried. @public */
export interface InspectedPart {
  encoding: Encoding;
  /** Decoded text (JSON for structured encodings); undefined for bytes and null. */
  text?: string;
  /** Original bytes; missing when the mask policy withholds them. */
  base64?: string;
  byteLength?: number;
  schemaId?: number;
  maskedPaths?: string[];
  report: DecodeAttempt[];
}

/** Answer of `POST /v1/topic-health/summaries`; a row has a summary or a refusal. @public */
export interface TopicHealthSummariesResponse {
  rows: Array<{
    entityRef: string;
    summary?: TopicHealthSummary;
    refusal?: { code: string; message: string };
  }>;
}

/** Form of the answer of `GET /v1/clusters/:cluster/topics`, for other backend plugins. @public */
export const clusterTopicsSchema = z.object({
  topics: z.array(
    z.object({
      topic: z.string(),
      partitions: z.number().int(),
      isInternal: z.boolean(),
    }),
  ),
});

/** One topic of a cluster as the catalog wants to know it. @public */
export type ClusterTopic = z.infer<
  typeof clusterTopicsSchema
>['topics'][number];

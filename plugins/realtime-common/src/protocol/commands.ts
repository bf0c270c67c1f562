import { z } from 'zod';
import { startPositionSchema } from '../model/startPosition';
import { streamFilterSchema } from '../model/streamFilter';

/** Sub-protocol the server selects; the ticket travels beside it as `ticket.<id>`. @public */
export const SUBPROTOCOL = 'realtime.v1';

/** What stands before the ticket in its sub-protocol. @public */
export const TICKET_PROTOCOL_PREFIX = 'ticket.';

/** Largest command a viewer may send, in bytes. @public */
export const MAX_COMMAND_BYTES = 65_536;

/** Subscription number, chosen by the viewer, unique on its socket. */
const sub = z.number().int().min(1).max(0xffffffff);

/**
 * How records are delivered. `records`: rows. `counts`: only `stats` frames,
 * which needs no right to read records.
 */
const mode = z.union([z.literal('records'), z.literal('counts')]);

/** Rows a second, evenly sampled over partitions; undefined is all of them. */
const maxPerSecond = z.number().int().min(1).max(100_000);

/** Most of the caller's own streams a refusal names. @public */
export const MAX_WATCHING = 20;

/**
 * A stream its user watches, in whatever tab. `viewer` is the connection that
 * carries it, as `hello` names it; without it the longest open one is meant.
 */
const watchedStreamSchema = z.object({
  entityRef: z.string().min(3).max(512),
  stream: z.string().min(3).max(512),
  viewer: z.string().min(1).max(64).optional(),
});

/** One stream of the caller, to be named in a refusal and ended by a command. @public */
export interface WatchedStream {
  entityRef: string;
  stream: string;
  viewer?: string;
}

/** Form of the command that opens a stream. @public */
export const subscribeSchema = z.object({
  type: z.literal('subscribe'),
  sub,
  entityRef: z.string().min(3).max(512),
  stream: z.string().min(3).max(512),
  from: startPositionSchema,
  filter: streamFilterSchema.optional(),
  mode: mode.optional(),
  maxPerSecond: maxPerSecond.optional(),
  /** Ask for unmasked records; refused without the permission, audited with it. */
  unmask: z.boolean().optional(),
  /** Ends this stream of the caller, wherever it is watched, once the new one is allowed. */
  insteadOf: watchedStreamSchema.optional(),
});

/**
 * States a page can watch. `topic-health`: the health of one entity's streams.
 * `topic-health-summary`: a line for each of several entities. `rollout`: the
 * rollouts of one entity, a `CanaryState`. `canary-summary`: a line for each of
 * several entities, a `CanaryOverview`. `metrics`: series of the rollouts of one
 * entity, `MetricBoards`.
 * @public
 */
export const STATE_KINDS = [
  'topic-health',
  'topic-health-summary',
  'rollout',
  'canary-summary',
  'metrics',
] as const;

/** One of {@link STATE_KINDS}. @public */
export type StateKind = (typeof STATE_KINDS)[number];

/** Most entities one watch may name. @public */
export const MAX_WATCHED_ENTITIES = 100;

/** Form of the command that watches a state: its latest value, pushed. @public */
export const watchSchema = z.object({
  type: z.literal('watch'),
  sub,
  state: z.enum(STATE_KINDS),
  /** One for `topic-health`, `rollout` and `metrics`. */
  entityRefs: z
    .array(z.string().min(3).max(512))
    .min(1)
    .max(MAX_WATCHED_ENTITIES),
  /** `background` for a card or a list, which may be refreshed less often. */
  pace: z.enum(['focused', 'background']).optional(),
});

/** Watches a state under a number of the viewer's choice. @public */
export type WatchCommand = z.infer<typeof watchSchema>;

/** Form of every command; anything else is refused as malformed. @public */
export const commandSchema = z.discriminatedUnion('type', [
  subscribeSchema,
  watchSchema,
  /** A new value of a watched state now, if the last is not quite young. */
  z.object({ type: z.literal('refresh'), sub }),
  z.object({ type: z.literal('unsubscribe'), sub }),
  z.object({ type: z.literal('pause'), sub }),
  /** `now` skips what the buffer holds and says so as a gap. */
  z.object({
    type: z.literal('resume'),
    sub,
    from: z.union([z.literal('buffer'), z.literal('now')]),
  }),
  z.object({ type: z.literal('mode'), sub, mode }),
  /** Everything up to this batch of this channel was handled by the page. */
  z.object({
    type: z.literal('ack'),
    channel: z.number().int().min(0),
    sequence: z.number().int().min(0),
  }),
  /** A new ticket before the old credentials end; the streams go on. */
  z.object({ type: z.literal('renew'), ticket: z.string().min(16).max(256) }),
  /** Any command keeps a stream from the idle pause; this one does only that. */
  z.object({ type: z.literal('present') }),
]);

/** Opens a stream under a number of the viewer's choice. @public */
export type SubscribeCommand = z.infer<typeof subscribeSchema>;

/** What a viewer may ask, one text message each. @public */
export type Command = z.infer<typeof commandSchema>;

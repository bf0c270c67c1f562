import type {
  AuditorService,
  AuditorServiceEventSeverityLevel,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import type { RolloutControlRequest } from '@backstage-realtime/plugin-realtime-common';
import type { Grant, StreamRequest } from '../access/StreamAccess';
import type { GatewayAuditEvent } from '../gateway/audit';

/**
 * Writes who read which records to Backstage's auditor. Never a payload, never a
 * filter's text. Reads without a mask and refusals are of medium severity, so
 * that they stand out. A fault of the auditor is logged and stops nobody.
 */
export class AuditTrail {
  static create(auditor: AuditorService, logger: LoggerService): AuditTrail {
    return new AuditTrail(auditor, logger);
  }

  private constructor(
    private readonly auditor: AuditorService,
    private readonly logger: LoggerService,
  ) {}

  /** Starts, stops, changes and refusals of streams. */
  stream(event: GatewayAuditEvent): void {
    const { userRef, entityRef, stream, mode, unmask, transport, filterHash } =
      event;
    const meta: JsonObject = {
      userRef,
      entityRef,
      stream,
      mode,
      unmask,
      transport,
      ...(filterHash && { filterHash }),
    };
    if (event.kind === 'refused')
      this.fail('stream-refuse', { ...meta, code: event.code });
    else if (event.kind === 'stopped')
      this.succeed('stream-stop', unmask, { ...meta, ...endOf(event) });
    else
      this.succeed(
        event.kind === 'started' ? 'stream-start' : 'stream-mode',
        unmask,
        meta,
      );
  }

  /** One record was opened in full. */
  inspected(grant: Grant, partition: number, offset: string): void {
    const { userRef, entityRef, key, mask } = grant;
    const meta = {
      userRef,
      entityRef,
      stream: key,
      mask: mask?.policy ?? 'none',
      partition,
      offset,
    };
    this.succeed('record-inspect', mask === undefined, meta);
  }

  /** Somebody asked for one record without the right to it. */
  refused(request: StreamRequest, userRef: string, code: string): void {
    const { entityRef, stream, wants, unmask } = request;
    this.fail('record-refuse', {
      userRef,
      entityRef,
      stream,
      mode: wants,
      unmask,
      code,
    });
  }

  /** Somebody tried to control a rollout; `code` says why nothing was sent. */
  controlled(
    { entityRef, rollout, action }: RolloutControlRequest,
    userRef: string,
    code?: string,
  ): void {
    const meta = { userRef, entityRef, rollout, action };
    if (code) this.fail('rollout-control', { ...meta, code });
    else
      this.write('rollout-control', 'medium', meta, event => event.success());
  }

  ticketIssued(userRef: string): void {
    this.succeed('ticket-issue', false, { userRef });
  }

  private succeed(eventId: string, unmask: boolean, meta: JsonObject): void {
    this.write(eventId, unmask ? 'medium' : 'low', meta, event =>
      event.success(),
    );
  }

  private fail(eventId: string, meta: JsonObject): void {
    this.write(eventId, 'medium', meta, event =>
      event.fail({ error: new Error(String(meta.code)) }),
    );
  }

  private write(
    eventId: string,
    severityLevel: AuditorServiceEventSeverityLevel,
    meta: JsonObject,
    end: (
      event: Awaited<ReturnType<AuditorService['createEvent']>>,
    ) => Promise<void>,
  ): void {
    this.auditor
      .createEvent({ eventId, severityLevel, meta })
      .then(end)
      .catch(error =>
        this.logger.error(
          `the audit event ${eventId} could not be written`,
          error,
        ),
      );
  }
}

function endOf({
  because,
  summary,
}: Extract<GatewayAuditEvent, { kind: 'stopped' }>): JsonObject {
  const { seen, delivered, filtered, gaps, ranges } = summary;
  const offsets = [...ranges].map(([partition, { first, last }]) => ({
    partition,
    first: first.toString(),
    last: last.toString(),
  }));
  return { because, seen, delivered, filtered, gaps, offsets };
}

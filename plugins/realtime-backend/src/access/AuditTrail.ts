import type {
  AuditorService,
  AuditorServiceEventSeverityLevel,
} from '@backstage/backend-plugin-api';
import type { RealtimeErrorCode } from '@backstage-realtime/plugin-realtime-common';
import type { Grant, StreamRequest } from './StreamAccess';

/** Offsets delivered in one partition, inclusive; decimal strings. */
export interface DeliveredRange {
  partition: number;
  first: string;
  last: string;
}

/** What a viewer got by the time a stream ended. */
export interface DeliveredRecords {
  records: number;
  ranges: DeliveredRange[];
}

/**
 * Writes who read which records. Never the payload, never a filter's text.
 * Unmasked reads and refusals are of medium severity so that they stand out.
 */
export class AuditTrail {
  static create(auditor: AuditorService): AuditTrail {
    return new AuditTrail(auditor);
  }

  private constructor(private readonly auditor: AuditorService) {}

  async started(grant: Grant): Promise<void> {
    await this.write('stream-start', grant, {});
  }

  async stopped(
    grant: Grant,
    delivered: DeliveredRecords,
    code: string,
  ): Promise<void> {
    await this.write('stream-stop', grant, { ...delivered, code });
  }

  async inspected(
    grant: Grant,
    partition: number,
    offset: string,
  ): Promise<void> {
    await this.write('record-inspect', grant, { partition, offset });
  }

  async refused(
    request: StreamRequest,
    userRef: string,
    refusal: { code: RealtimeErrorCode },
  ): Promise<void> {
    const event = await this.auditor.createEvent({
      eventId: 'stream-refuse',
      severityLevel: 'medium',
      meta: { ...request, userRef, code: refusal.code },
    });
    await event.fail({ error: new Error(refusal.code) });
  }

  async ticketIssued(userRef: string): Promise<void> {
    const event = await this.auditor.createEvent({
      eventId: 'ticket-issue',
      severityLevel: 'low',
      meta: { userRef },
    });
    await event.success();
  }

  private async write(
    eventId: string,
    grant: Grant,
    meta: object,
  ): Promise<void> {
    const event = await this.auditor.createEvent({
      eventId,
      severityLevel: severityOf(grant),
      meta: { ...describe(grant), ...meta },
    });
    await event.success();
  }
}

function severityOf(grant: Grant): AuditorServiceEventSeverityLevel {
  return grant.wants === 'records' && !grant.mask ? 'medium' : 'low';
}

function describe(grant: Grant) {
  return {
    userRef: grant.userRef,
    entityRef: grant.entityRef,
    stream: grant.key,
    wants: grant.wants,
    mask: grant.mask?.policy ?? 'none',
  };
}

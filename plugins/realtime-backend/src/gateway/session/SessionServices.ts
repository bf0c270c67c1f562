import type { LoggerService } from '@backstage/backend-plugin-api';
import type { StreamAccess } from '../../access/StreamAccess';
import type { Clock } from '../../clock';
import type { RealtimeSettings } from '../../config/settings';
import type { Decoding } from '../../decoding/Inspector';
import type { StreamHub } from '../../hub/Subscription';
import type { GatewayAuditEvent } from '../audit';
import type { StreamBudget } from '../budgets/StreamBudget';
import type { Rounds } from '../Rounds';
import type { GatewayCounters } from '../counters';
import type { StateFeeds } from '../../states/StateFeed';
import type { TicketStore } from '../tickets/TicketStore';

/** What all viewers of one gateway share. */
export interface SessionServices {
  settings: Pick<RealtimeSettings, 'gateway' | 'hub'>;
  access: StreamAccess;
  hub: Pick<StreamHub, 'subscribe'>;
  decoding: Pick<Decoding, 'projector'>;
  states: StateFeeds;
  tickets: TicketStore;
  budget: StreamBudget;
  /** In which every viewer's access is checked again. */
  accessChecks: Rounds;
  clock: Clock;
  logger: LoggerService;
  counters: GatewayCounters;
  onAudit(event: GatewayAuditEvent): void;
}

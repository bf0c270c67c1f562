import type { StreamFilter } from '@backstage-realtime/plugin-realtime-common';
import type { Clock } from '../clock';
import type { HubSettings } from '../config/settings';
import type { Lane } from './Lane';
import type { HubRequest } from './Subscription';
import type { TopicReader } from './TopicReader';
import type { ViewerSink } from './ViewerSink';

/** What a subscription is made of. */
export interface SubscriptionSetup {
  request: HubRequest;
  /** The request's filter, narrowed to one partition when the start names one. */
  filter: StreamFilter | undefined;
  sink: ViewerSink;
  reader: TopicReader;
  lane: Lane;
  settings: HubSettings;
  clock: Clock;
  /** Running number, so that quiet viewers who came together are not written to together. */
  turn: number;
  onClosed: () => void;
  /** An error nobody foresaw; the hub logs it and ends the subscription. */
  onFault: (error: unknown) => void;
}

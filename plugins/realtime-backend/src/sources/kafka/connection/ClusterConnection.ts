import { RealtimeError } from '@backstage-realtime/plugin-realtime-common';
import type { BuildRequest, ClusterCalls } from '../admin/ClusterCalls';
import { chooseVersion } from '../requests/KafkaRequest';
import {
  LIST_OFFSETS,
  listOffsetsRequest,
  type OffsetAnswer,
  type OffsetQuery,
} from '../requests/listOffsets';
import {
  METADATA,
  metadataRequest,
  type BrokerAddress,
  type ClusterMetadata,
  type TopicNames,
} from '../requests/metadata';
import { turns } from '../requests/Slices';
import { BrokerLink, type LinkContext } from './BrokerLink';
import {
  isFatal,
  isRefusedCredential,
  reasonOf,
  unreachable,
} from './failures';
import { firstAnswer } from './firstAnswer';
import { FetchedEnds } from './FetchedEnds';
import type { Allocate } from './FrameAssembler';

type Address = Pick<BrokerAddress, 'host' | 'port'>;

/**
 * The way to one cluster: who its brokers are, and one socket to each for
 * questions. Fetches get sockets of their own, because a broker answers the
 * requests of a socket one after the other and a fetch may wait.
 */
export class ClusterConnection implements ClusterCalls {
  private readonly brokers = new Map<number, Address>();
  private readonly links = new Map<string, Promise<BrokerLink>>();
  /** Told by the readers of topics over this connection. */
  readonly fetchedEnds = new FetchedEnds();
  private nextSeed = 0;
  private isClosed = false;

  private constructor(private readonly context: LinkContext) {}

  static create(context: LinkContext): ClusterConnection {
    return new ClusterConnection(context);
  }

  get name(): string {
    return this.context.settings.name;
  }

  /**
   * Asks one broker after the other until one answers, and learns where the
   * brokers are. Errors: realtime.kafka.unreachable when none does,
   * authentication-failed when one refused the login, unsupported.
   */
  async metadata(topics: TopicNames): Promise<ClusterMetadata> {
    const metadata = await this.askAny(versions =>
      metadataRequest(topics, chooseVersion(METADATA, versions)),
    );
    this.learn(metadata.brokers);
    return metadata;
  }

  /** One request to whichever broker answers first; a silent one is not waited for alone. Errors: as for {@link metadata}. */
  async askAny<T>(build: BuildRequest<T>): Promise<T> {
    const attempts = this.candidates().map(address => async () => {
      return await send(await this.link(address), build);
    });
    try {
      return await firstAnswer(attempts.values(), isFatal, this.context.clock);
    } catch (error) {
      if (!(error instanceof AggregateError)) throw error;
      throw whyNobodyAnswers(error.errors);
    }
  }

  /** One request to one broker. Errors: realtime.kafka.unreachable, unsupported. */
  async ask<T>(broker: number, build: BuildRequest<T>): Promise<T> {
    return await send(await this.link(this.addressOf(broker)), build);
  }

  /**
   * Offsets from one leader, for any number of partitions in one request.
   * Errors: realtime.kafka.unreachable.
   */
  async listOffsets(
    leader: number,
    queries: readonly OffsetQuery[],
  ): Promise<OffsetAnswer[]> {
    return await this.ask(leader, versions =>
      listOffsetsRequest(queries, chooseVersion(LIST_OFFSETS, versions)),
    );
  }

  /** A socket of the caller's own, who closes it. Errors: as for {@link BrokerLink.open}. */
  openLink(
    nodeId: number,
    signal: AbortSignal,
    allocate?: Allocate,
  ): Promise<BrokerLink> {
    const context = { ...this.context, allocate };
    return BrokerLink.open(this.addressOf(nodeId), context, signal);
  }

  /** Also ends what is under way; nothing can be asked afterwards. */
  close(): void {
    this.isClosed = true;
    for (const link of this.links.values()) closeWhenOpen(link);
    this.links.clear();
  }

  /** Brokers the cluster told of first, then those of app-config, starting at another one each time. */
  private candidates(): Address[] {
    const { brokers } = this.context.settings;
    const start = this.nextSeed++ % Math.max(1, brokers.length);
    const seeds = [...brokers.slice(start), ...brokers.slice(0, start)];
    const known = [...this.brokers.values()].sort(
      (a, b) =>
        Number(this.links.has(toKey(b))) - Number(this.links.has(toKey(a))),
    );
    const all = [...known, ...seeds.map(parseAddress)];
    return [...new Map(all.map(each => [toKey(each), each])).values()];
  }

  private learn(brokers: readonly BrokerAddress[]): void {
    if (brokers.length === 0) return;
    this.brokers.clear();
    for (const { nodeId, host, port } of brokers) {
      this.brokers.set(nodeId, { host, port });
    }
  }

  private addressOf(nodeId: number): Address {
    const address = this.brokers.get(nodeId);
    if (!address) throw unreachable('the cluster no longer lists it');
    return address;
  }

  /** The open socket for questions, or a new one; callers at the same time share it. */
  private async link(address: Address): Promise<BrokerLink> {
    if (this.isClosed) throw unreachable('the connection was closed');
    const key = toKey(address);
    const known = await this.links.get(key)?.catch(() => undefined);
    if (known?.isOpen) return known;
    if (known) {
      known.close();
      this.links.delete(key);
    }
    const opening = this.links.get(key) ?? this.open(key, address);
    return await opening;
  }

  private open(key: string, address: Address): Promise<BrokerLink> {
    const opening = BrokerLink.open(address, this.context);
    this.links.set(key, opening);
    opening.catch(() => this.links.delete(key));
    return opening;
  }
}

/** Questions about thousands of partitions take ms to write; some of them together wait for their turn. */
async function send<T>(link: BrokerLink, build: BuildRequest<T>): Promise<T> {
  if (turns.isOver()) await turns.next();
  return await link.send(build(link.versions));
}

/** A refused login says more than a broker that cannot be reached. */
function whyNobodyAnswers(errors: readonly unknown[]): RealtimeError {
  const refusal = errors.find(isRefusedCredential);
  if (refusal) return refusal;
  return unreachable(
    errors.length > 0 ? reasonOf(errors.at(-1)) : 'app-config names no broker',
  );
}

function closeWhenOpen(link: Promise<BrokerLink>): void {
  link.then(
    open => open.close(),
    () => undefined,
  );
}

function toKey({ host, port }: Address): string {
  return `${host}:${port}`;
}

/** `host:port` or `[v6]:port`. Errors: realtime.kafka.unreachable for anything else. */
export function parseAddress(text: string): Address {
  const match = /^(?:[a-z_]+:\/\/)?(?:\[([^\]]+)\]|([^:]+)):(\d{1,5})$/i.exec(
    text,
  );
  if (match) return { host: match[1] ?? match[2], port: Number(match[3]) };
  throw new RealtimeError(
    'realtime.kafka.unreachable',
    'A broker in app-config is not of the form host:port. Correct the brokers of this cluster.',
  );
}

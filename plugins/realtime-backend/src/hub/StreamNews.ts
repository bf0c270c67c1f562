import type { TopicReader } from './TopicReader';

/** Notices when a figure changes that every viewer of a stream is told. */
export class StreamNews {
  private records = 0;
  private ratePerSecond = 0;
  private viewers = 0;

  /** True when something differs from what it was at the last call. */
  take({
    stats,
    listeners,
  }: Pick<TopicReader, 'stats' | 'listeners'>): boolean {
    const { records, ratePerSecond } = stats;
    const viewers = listeners.size;
    const isNew =
      records !== this.records ||
      ratePerSecond !== this.ratePerSecond ||
      viewers !== this.viewers;
    Object.assign(this, { records, ratePerSecond, viewers });
    return isNew;
  }
}

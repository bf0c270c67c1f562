import type { Page } from 'playwright-core';

/** What the probe saw since it was last read. Times in ms. */
export interface PageFigures {
  /** Since the start of the navigation; the same at every reading. */
  firstRecordMs: number;
  /** Records in binary frames of sockets. */
  records: number;
  frameP50Ms: number;
  frameP95Ms: number;
  /** Tasks of the main thread over 50 ms, and their sum. */
  longTasks: number;
  longTaskMs: number;
}

interface Probe {
  firstRecordMs: number;
  records: number;
  /** At most a frame each 16 ms between two readings. */
  frames: number[];
  longTasks: number[];
}

declare global {
  interface Window {
    probe: Probe;
  }
}

/**
 * Runs in the page before its scripts, so it must not refer to anything
 * outside. Counts records by the head of each frame, which costs nothing beside
 * what the page does with them.
 */
export function observePage(): void {
  const probe: Probe = {
    firstRecordMs: 0,
    records: 0,
    frames: [],
    longTasks: [],
  };
  window.probe = probe;
  const NativeSocket = window.WebSocket;
  window.WebSocket = class extends NativeSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      this.addEventListener('message', ({ data }) => {
        if (data instanceof ArrayBuffer)
          probe.records += new DataView(data).getUint32(12, true);
      });
    }
  };
  let previousMs = 0;
  const onFrame = (nowMs: number) => {
    if (previousMs > 0) probe.frames.push(nowMs - previousMs);
    previousMs = nowMs;
    const isShown =
      probe.firstRecordMs > 0 ||
      document.querySelector('[role="rowgroup"] [role="gridcell"]');
    if (isShown && probe.firstRecordMs === 0)
      probe.firstRecordMs = performance.now();
    requestAnimationFrame(onFrame);
  };
  requestAnimationFrame(onFrame);
  new PerformanceObserver(list => {
    list.getEntries().forEach(({ duration }) => probe.longTasks.push(duration));
  }).observe({ type: 'longtask' });
}

/** Reads the probe and starts it over. */
export async function readPage(page: Page): Promise<PageFigures> {
  await page.waitForFunction(() => window.probe.firstRecordMs > 0);
  const seen = await page.evaluate(() => {
    const { probe } = window;
    const read = { ...probe };
    Object.assign(probe, { records: 0, frames: [], longTasks: [] });
    return read;
  });
  const frames = seen.frames.sort((a, b) => a - b);
  const quantile = (share: number) =>
    frames[Math.min(frames.length - 1, Math.floor(frames.length * share))] ?? 0;
  return {
    firstRecordMs: seen.firstRecordMs,
    records: seen.records,
    frameP50Ms: quantile(0.5),
    frameP95Ms: quantile(0.95),
    longTasks: seen.longTasks.length,
    longTaskMs: seen.longTasks.reduce((sum, ms) => sum + ms, 0),
  };
}

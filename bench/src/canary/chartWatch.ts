import type { Page } from 'playwright-core';

/** Charts of a page, told apart by their places. */
export interface ChartCount {
  /** Those that were within the view at some moment. */
  seen: number;
  /** Those of them that had lines on a canvas. */
  drawn: number;
}

/** What the page keeps of its charts while it is watched. */
interface WatchedPage extends Window {
  seenCharts?: Set<Element>;
  drawnCharts?: Set<Element>;
}

/**
 * Counts from now on, of all charts that are there, which ones come into view
 * and which ones are drawn. A chart that is drawn anew or taken down far from the
 * view has been drawn all the same. The page is never asked where things are:
 * that would be layout of what it leaves out, work that no reader causes.
 */
export async function watchCharts(page: Page): Promise<void> {
  await page.evaluate(() => {
    const kept: WatchedPage = window;
    const charts = [...document.querySelectorAll('section h4')].flatMap(
      title => title.closest('section') ?? [],
    );
    const seen = new Set<Element>();
    const drawn = new Set<Element>();
    const take = (place: ParentNode) =>
      place.querySelectorAll('canvas').forEach(canvas => {
        const chart = canvas.closest('section');
        if (chart) drawn.add(chart);
      });
    const nearness = new IntersectionObserver(entries =>
      entries
        .filter(entry => entry.isIntersecting)
        .forEach(entry => seen.add(entry.target)),
    );
    charts.forEach(chart => nearness.observe(chart));
    take(document);
    new MutationObserver(changes =>
      changes
        .flatMap(({ addedNodes }) => [...addedNodes])
        .forEach(node => node instanceof Element && take(node)),
    ).observe(document.body, { childList: true, subtree: true });
    kept.seenCharts = seen;
    kept.drawnCharts = drawn;
  });
}

/** Frames that what is in view has to be drawn in; a hundred charts wait for one another. */
const PATIENCE_FRAMES = 120;

/** The count once all that was seen is drawn, or the patience is over. */
export async function countCharts(page: Page): Promise<ChartCount> {
  return page.evaluate(
    patience =>
      new Promise<ChartCount>(resolve => {
        const kept: WatchedPage = window;
        const seen = kept.seenCharts ?? new Set();
        const drawn = kept.drawnCharts ?? new Set();
        let frames = 0;
        const onFrame = () => {
          frames += 1;
          const inView = [...seen];
          const left = inView.filter(chart => !drawn.has(chart)).length;
          // The first frames are those in which what came into view is noticed.
          if (frames < 4 || (left > 0 && frames < patience))
            requestAnimationFrame(onFrame);
          else resolve({ seen: seen.size, drawn: seen.size - left });
        };
        requestAnimationFrame(onFrame);
      }),
    PATIENCE_FRAMES,
  );
}

/** Colours of the theme, as a canvas takes them. */
export interface PlotColours {
  text: string;
  hairline: string;
  /** The line a chart is about, the area below it, and what it is compared with. */
  subject: string;
  fill: string;
  baseline: string;
  warning: string;
  critical: string;
}

/** Colours of the moment: the theme may change while a plot is there. */
export type ColoursNow = () => PlotColours;

/** Colours are read anew at most this often; one drawing asks many times. */
const KEPT_MS = 100;

/** The theme's colours at a place, for functions that a plot calls while it draws. */
export function coloursAt(place: HTMLElement): ColoursNow {
  let kept = readPlotColours(place);
  let readAtMs = performance.now();
  return () => {
    const nowMs = performance.now();
    if (nowMs - readAtMs > KEPT_MS) {
      kept = readPlotColours(place);
      readAtMs = nowMs;
    }
    return kept;
  };
}

/** Calls `onChange` when the reader changes the theme of the app. */
export function followTheme(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange);
  const filter = ['data-theme-mode', 'data-theme-name'];
  for (const element of [document.documentElement, document.body])
    observer.observe(element, { attributes: true, attributeFilter: filter });
  return () => observer.disconnect();
}

/** After every `var()` and `color-mix()`: a canvas knows neither. */
function readPlotColours(place: HTMLElement): PlotColours {
  const probe = document.createElement('span');
  place.append(probe);
  const read = (name: string) => {
    probe.style.color = `var(${name})`;
    return getComputedStyle(probe).color;
  };
  const colours = {
    text: read('--rt-muted'),
    hairline: read('--rt-hairline'),
    subject: read('--rt-subject'),
    fill: read('--rt-subject-fill'),
    baseline: read('--rt-baseline'),
    warning: read('--bui-warning-fg-subdued'),
    critical: read('--bui-negative-fg-subdued'),
  };
  probe.remove();
  return colours;
}

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

/** The theme's colours after every `var()` and `color-mix()`: a canvas knows neither. */
export function readPlotColours(place: HTMLElement): PlotColours {
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

import { useLayoutEffect, useRef, type RefObject } from 'react';

/** Space left below the view when nothing below it takes more, in pixels. */
const GUTTER = 16;

/**
 * Tells an element how much of the window is free below its top, as `--rt-free`.
 * What stands above it belongs to the portal and may change its height at any
 * time; no rule of style can know it.
 */
export function useFreeHeight(): RefObject<HTMLDivElement> {
  const ref = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return undefined;
    const fit = () =>
      element.style.setProperty('--rt-free', `${freeHeight(element)}px`);
    fit();
    // In the next frame: what is set changes what is observed, and a browser
    // that has to go round twice reports an error to the page.
    let frame = 0;
    const fitSoon = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(fit);
    };
    // Whatever grows above makes the page grow; tests have no layout to observe.
    const observer = globalThis.ResizeObserver && new ResizeObserver(fitSoon);
    observer?.observe(document.body);
    window.addEventListener('resize', fit);
    return () => {
      cancelAnimationFrame(frame);
      observer?.disconnect();
      window.removeEventListener('resize', fit);
    };
  }, []);
  return ref;
}

/** Independent of how far the page is scrolled; never below zero. */
function freeHeight(element: HTMLElement): number {
  let { top } = element.getBoundingClientRect();
  let below = 0;
  for (let up = element.parentElement; up; up = up.parentElement) {
    const { paddingBottom, marginBottom } = getComputedStyle(up);
    below += toPixels(paddingBottom) + toPixels(marginBottom);
    top += up.scrollTop;
  }
  const free = window.innerHeight - top - Math.max(below, GUTTER);
  return Math.max(0, Math.floor(free));
}

function toPixels(length: string): number {
  return Number.parseFloat(length) || 0;
}

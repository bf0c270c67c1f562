import { act, renderHook } from '@testing-library/react';
import type { StateSnapshot, StateStream } from '../store/StateStream';
import { useStateStream } from './useStateStream';

/** Streams that tell what became of them. */
class Source {
  readonly opened: string[] = [];
  readonly closed: string[] = [];
  private listeners = new Map<string, () => void>();
  private values = new Map<string, StateSnapshot<number>>();

  readonly open = (key: string): StateStream<number> => {
    this.opened.push(key);
    this.show(key, 0);
    return {
      subscribe: listener => {
        this.listeners.set(key, listener);
        return () => this.listeners.delete(key);
      },
      getSnapshot: () => this.values.get(key) as StateSnapshot<number>,
      refresh: () => undefined,
      close: () => this.closed.push(key),
    };
  };

  show(key: string, value: number) {
    this.values.set(key, { status: { state: 'live', sinceMs: 0 }, value });
    this.listeners.get(key)?.();
  }

  get watched() {
    return [...this.listeners.keys()];
  }
}

function render(source: Source, initial?: string) {
  return renderHook(({ key }) => useStateStream(key, source.open), {
    initialProps: { key: initial },
  });
}

describe('a state stream of a component', () => {
  it('opens nothing for no key, and shows nothing', () => {
    const source = new Source();
    const { result } = render(source);
    expect(result.current).toEqual({ snapshot: undefined, stream: undefined });
    expect(source.opened).toEqual([]);
  });

  it('shows each new value', () => {
    const source = new Source();
    const { result } = render(source, 'a');
    expect(result.current.snapshot?.value).toBe(0);
    act(() => source.show('a', 7));
    expect(result.current.snapshot?.value).toBe(7);
  });

  it('closes the stream of the old key, and never shows its value for the new one', () => {
    const source = new Source();
    const { result, rerender } = render(source, 'a');
    act(() => source.show('a', 7));
    rerender({ key: 'b' });
    expect(source.closed).toEqual(['a']);
    expect(result.current.snapshot?.value).toBe(0);
    expect(source.watched).toEqual(['b']);
  });

  it('is open once while a component is drawn again, and closed with it', () => {
    const source = new Source();
    const { rerender, unmount } = render(source, 'a');
    rerender({ key: 'a' });
    expect(source.opened).toEqual(['a']);
    unmount();
    expect(source.closed).toEqual(['a']);
    expect(source.watched).toEqual([]);
  });
});

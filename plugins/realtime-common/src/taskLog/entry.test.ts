import {
  formatTaskLogEntry,
  parseTaskLogEntry,
  type TaskLogEntry,
} from './entry';

const READY: TaskLogEntry = {
  kind: 'ok',
  subject: 'Ready',
  change: 'False → True',
  detail: 'Available: all 3 parts are ready',
};

describe('a line of the log of a task', () => {
  it('has its sign in front, and columns that stand below each other', () => {
    expect(formatTaskLogEntry(READY)).toBe(
      '✓ Ready             False → True        Available: all 3 parts are ready',
    );
  });

  it.each<TaskLogEntry>([
    READY,
    { kind: 'info', subject: 'claim', change: 'no change', detail: '' },
    { kind: 'warning', subject: 'Synced', change: 'True → False', detail: 'x' },
    {
      kind: 'error',
      subject: 'ping-orders-platform-of-the-parcel-team',
      change: 'refused by another field manager',
      detail: '.spec.image',
    },
  ])('is read back as it was written: %j', entry => {
    expect(parseTaskLogEntry(formatTaskLogEntry(entry))).toEqual(entry);
  });

  it('is one line, whatever a cluster says', () => {
    const detail = 'no such\n\n  composition';
    expect(
      parseTaskLogEntry(formatTaskLogEntry({ ...READY, detail }))?.detail,
    ).toBe('no such composition');
  });

  it.each(['', '✓', '✓ Ready', 'Writing file a.ts', '-  b  c'])(
    'of somebody else is no entry: %j',
    line => {
      expect(parseTaskLogEntry(line)).toBeUndefined();
    },
  );
});

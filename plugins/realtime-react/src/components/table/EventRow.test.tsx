import { render, screen } from '@testing-library/react';
import { englishWords } from '../words/WordsContext';
import { gapText, NoteCell } from './EventRow';

describe('what happened to a stream', () => {
  it('says at which rate a system is read when pages want more of it', () => {
    render(
      <NoteCell
        note={{
          kind: 'slowed',
          system: 'local',
          bytesPerSecond: 64 * 1024 * 1024,
        }}
        atMs={0}
        zone="utc"
      />,
    );
    expect(screen.getByRole('gridcell')).toHaveTextContent(
      'local is read at 64 MiB a second at most; what is shown falls behind',
    );
  });

  it.each([
    [
      {
        reason: 'slowed',
        detail: 'local is read at 500 bytes a second at most',
      },
      'p0 · 20 records · more came than may be read in a second: local is read at 500 bytes a second at most',
    ],
    [
      { reason: 'corrupt', detail: 'the checksum does not match' },
      'p0 · 20 records · the batch failed its checks: the checksum does not match',
    ],
    [{ reason: 'lapped' }, 'p0 · 20 records · this tab was too slow'],
  ] as const)('says of a gap what its reason leaves open: %j', (gap, text) => {
    expect(gapText({ partition: 0, count: 20, ...gap }, englishWords)).toBe(
      text,
    );
  });
});

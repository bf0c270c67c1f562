import type {
  DecodeAttempt,
  ViewedRecord,
} from '@backstage-realtime/plugin-realtime-common';
import { render, screen } from '@testing-library/react';
import { WordsProvider, type Words } from '../words/WordsContext';
import type { InspectedRecord } from './InspectedRecord';
import { ReportTab } from './ReportTab';

const abroad: Words = (key, params = {}) =>
  [key, ...Object.values(params)].join('|');

function show(inspected: InspectedRecord) {
  const record = {
    value: new Uint8Array([1]),
    valueEncoding: 'bytes',
  } as ViewedRecord;
  render(
    <WordsProvider words={abroad}>
      <ReportTab record={record} inspected={inspected} onHeader={() => {}} />
    </WordsProvider>,
  );
}

function reported(report: DecodeAttempt[]) {
  const value = { report };
  return { state: 'loaded', response: { value } } as InspectedRecord;
}

describe('the decode report', () => {
  it('says why each decoder did not read it in the words of the reader', () => {
    show(
      reported([
        {
          decoder: 'registry',
          outcome: 'failed',
          reason:
            'registry local does not answer since 2026-11-21T10:00:00.000Z; next try in 8 s',
        },
        { decoder: 'json', outcome: 'refused', reason: 'no bytes' },
      ]),
    );
    const lines = screen.getAllByRole('listitem').map(line => line.textContent);
    expect(lines).toEqual([
      'registrydecode.registrySilent|local|2026-11-21T10:00:00.000Z|8',
      'jsondecode.noBytes',
    ]);
  });

  it('keeps what a decoder of a module says', () => {
    const reason = 'not one of our envelopes';
    show(reported([{ decoder: 'acme', outcome: 'refused', reason }]));
    expect(screen.getByText(reason)).toBeVisible();
  });

  it('says in the words of the reader why there is none', () => {
    const message =
      'Partition 0 holds no record at offset 7 any more. Retention or compaction removed it, or it never was one';
    show({ state: 'failed', message });
    expect(screen.getByRole('alert')).toHaveTextContent('refusal.notHeld|0|7');
  });
});

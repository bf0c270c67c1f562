import type {
  DecodeAttempt,
  ViewedRecord,
} from '@backstage-realtime/plugin-realtime-common';
import {
  RiCheckboxCircleLine,
  RiIndeterminateCircleLine,
  RiSpamFill,
} from '@remixicon/react';
import { formatCount } from '../format/numbers';
import { readValue } from '../../decoding/readValue';
import type { UndecodedFacts } from '../record/undecoded';
import { retell } from '../words/retell';
import { useWords } from '../words/WordsContext';
import type { InspectedRecord } from './InspectedRecord';
import { HexDump } from './RawTab';
import { TextButton } from '../view/TextButton';
import styles from './RecordDetail.module.css';

/** Bytes of a value shown below the report. */
const FIRST_BYTES = 64;

export interface ReportTabProps {
  record: ViewedRecord;
  inspected?: InspectedRecord;
  /** Name of the mask policy. */
  policy?: string;
  undecoded?: UndecodedFacts;
  onHeader(name: string, text: string): void;
}

/** Every decoder tried, in order, with its reason. */
export function ReportTab(props: ReportTabProps) {
  const { record, inspected, policy, undecoded } = props;
  const words = useWords();
  const value = readValue(record);
  return (
    <>
      {value.kind === 'withheld' && policy && (
        <p className={styles.intro}>
          {words('detail.withheldWhy', { policy })}
        </p>
      )}
      <Report inspected={inspected} />
      {undecoded && <NextStep facts={undecoded} onHeader={props.onHeader} />}
      {value.kind === 'bytes' && (
        <>
          <h3 className={styles.subtitle}>{words('detail.firstBytes')}</h3>
          <HexDump bytes={value.bytes} limit={FIRST_BYTES} />
        </>
      )}
    </>
  );
}

/** How many fail like this one, where they come from, and a way to see only those. */
function NextStep(props: {
  facts: UndecodedFacts;
  onHeader: ReportTabProps['onHeader'];
}) {
  const { count, of, header } = props.facts;
  const words = useWords();
  const n = formatCount(count);
  return (
    <p className={styles.intro}>
      <strong>{words('detail.nextStep')}</strong>{' '}
      {words('detail.undecoded', { count, n, of: formatCount(of) })}{' '}
      {header && (
        <>
          {words('detail.undecodedFrom', header)}{' '}
          <TextButton onClick={() => props.onHeader(header.name, header.text)}>
            {words('detail.onlyThese')}
          </TextButton>
        </>
      )}
    </p>
  );
}

function Report({ inspected }: { inspected?: InspectedRecord }) {
  const words = useWords();
  if (inspected?.state === 'failed') {
    return (
      <p role="alert" className={styles.note}>
        {retell('refusal', inspected.message, words)}
      </p>
    );
  }
  if (inspected?.state !== 'loaded') {
    return <p className={styles.note}>{words('detail.reportLoading')}</p>;
  }
  const { report } = inspected.response.value;
  if (report.length === 0) {
    return <p className={styles.note}>{words('detail.reportNone')}</p>;
  }
  return (
    <>
      <p className={styles.intro}>
        {words('detail.reportIntro', { count: report.length })}
      </p>
      <ol className={styles.report}>
        {report.map(attempt => (
          <Attempt key={attempt.decoder} attempt={attempt} />
        ))}
      </ol>
    </>
  );
}

function Attempt({ attempt }: { attempt: DecodeAttempt }) {
  const words = useWords();
  const { decoder, outcome } = attempt;
  const reason =
    attempt.reason === undefined
      ? words('detail.decoded')
      : retell('decode', attempt.reason, words);
  return (
    <li className={styles.attempt}>
      <span className={`${styles.decoder} ${styles[outcome]}`}>
        {outcome === 'decoded' && (
          <RiCheckboxCircleLine size={14} aria-hidden />
        )}
        {outcome === 'refused' && (
          <RiIndeterminateCircleLine size={14} aria-hidden />
        )}
        {outcome === 'failed' && <RiSpamFill size={14} aria-hidden />}
        {retell('decode', decoder, words)}
      </span>
      <span className={styles.reason}>{reason}</span>
    </li>
  );
}

import { useState } from 'react';
import { Panel } from '../../view/RealtimeView';
import { TextButton } from '../../view/TextButton';
import { useWords, type Words } from '../../words/WordsContext';
import table from '../tables/HealthTable.module.css';
import { PanelHead } from '../verdict/PanelHead';
import { VerdictMark } from '../verdict/VerdictMark';
import type { Flow } from './Flow';
import { FlowLine } from './FlowLine';
import styles from './Flow.module.css';

/** The flow of one system of the catalog. @public */
export interface FlowPanelProps {
  flow: Flow;
}

/** Where records go, hop by hop; folded while every hop is well, until somebody opens it. @public */
export function FlowPanel({ flow }: FlowPanelProps) {
  const words = useWords();
  const [isChosen, setChosen] = useState<boolean>();
  const isOpen = isChosen ?? (flow.bad > 0 || flow.unknown > 0);
  const title =
    flow.system === undefined
      ? words('flow.noSystem')
      : words('flow.title', { system: flow.system });
  return (
    <Panel label={title}>
      <PanelHead
        title={title}
        sub={<FlowState flow={flow} words={words} />}
        end={
          <>
            {isOpen && <span>{words('flow.legend')}</span>}
            <TextButton
              className={table.button}
              aria-expanded={isOpen}
              aria-label={words(isOpen ? 'flow.foldOf' : 'flow.openOf', {
                title,
              })}
              onClick={() => setChosen(!isOpen)}
            >
              {words(isOpen ? 'flow.fold' : 'flow.open')}
            </TextButton>
          </>
        }
      />
      {isOpen && <Lines flow={flow} title={title} />}
    </Panel>
  );
}

function Lines({ flow, title }: { flow: Flow; title: string }) {
  const words = useWords();
  return (
    <div className={styles.lines}>
      {flow.lines.map((stops, i) => (
        <FlowLine
          // Lines have no name of their own; one that changes is another one.
          key={stops.map(({ node }) => node.key).join(' ')}
          label={i === 0 ? title : words('flow.lineOf', { n: i + 1, title })}
          stops={stops}
        />
      ))}
      {flow.cut > 0 && (
        <p className={styles.note}>{words('flow.cut', { count: flow.cut })}</p>
      )}
    </div>
  );
}

/** What is wrong first; what is not known is never well. */
function FlowState({ flow, words }: { flow: Flow; words: Words }) {
  const { bad, unknown, verdict } = flow;
  if (bad === 0 && unknown === 0)
    return <VerdictMark verdict="ok" text={words('flow.well')} />;
  return (
    <>
      {bad > 0 && (
        <VerdictMark
          verdict={verdict}
          text={words('flow.bad', { count: bad })}
        />
      )}
      {unknown > 0 && (
        <VerdictMark
          verdict="unknown"
          text={words('flow.unknown', { count: unknown })}
        />
      )}
    </>
  );
}

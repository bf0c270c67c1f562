import {
  ageText,
  OwnedTable,
  Panel,
  PanelHead,
  StatePanel,
  useWords,
  type OwnedRow,
} from '@backstage-realtime/plugin-realtime-react';

/** The rows that are left after the filters, and what was asked. */
export interface OwnedPanelProps {
  rows: OwnedRow[];
  /** How many there are without filters. */
  count: number;
  systems: Array<{ system: string; answered: boolean }>;
  ageMs: number;
  /** Set when the catalog has more entities than are read. */
  cutAt?: number;
  onClear(): void;
  onRefresh(): void;
}

/** What the reader owns, worst first. */
export function OwnedPanel(props: OwnedPanelProps) {
  const { rows, count, systems } = props;
  const words = useWords();
  const answered = systems.filter(system => system.answered).length;
  const sub =
    rows.length === count
      ? words('owned.count', { count })
      : words('owned.shown', { shown: rows.length, count });
  const cut =
    props.cutAt === undefined ? '' : words('owned.cut', { n: props.cutAt });
  return (
    <Panel label={words('owned.heading')}>
      <PanelHead
        title={words('owned.heading')}
        sub={[sub, cut].filter(Boolean).join('. ')}
        end={[
          words('owned.answer', { answered, count: systems.length }),
          words('health.checked', { span: ageText(props.ageMs) }),
        ].join(' · ')}
      />
      {rows.length > 0 && <OwnedTable rows={rows} />}
      {rows.length === 0 && count > 0 && (
        <StatePanel
          place="above"
          facts={{
            headline: words('owned.noMatch'),
            text: words('owned.noMatchText'),
            button: { name: 'clear-filter', label: words('owned.clear') },
          }}
          onAction={props.onClear}
        />
      )}
    </Panel>
  );
}

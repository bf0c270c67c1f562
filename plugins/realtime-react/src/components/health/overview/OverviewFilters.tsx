import {
  VERDICTS,
  type Verdict,
} from '@backstage-realtime/plugin-realtime-common';
import { SearchField, Select, ToggleButton } from '@backstage/ui';
import { useWords } from '../../words/WordsContext';
import { VerdictIcon } from '../verdict/VerdictMark';
import type { OwnedFilter } from './ownedRows';
import styles from './OverviewFilters.module.css';

/** Whose components are listed. @public */
export const OWNER_SCOPES = ['mine', 'me', 'all'] as const;

/** One of {@link OWNER_SCOPES}. @public */
export type OwnerScope = (typeof OWNER_SCOPES)[number];

/** What can be narrowed, and what there is to choose from. @public */
export interface OverviewFiltersProps {
  filter: OwnedFilter;
  scope: OwnerScope;
  systems: string[];
  /** Rows of each verdict before the verdicts are chosen: a zero stays, muted. */
  counts: Record<Verdict, number>;
  onFilter(part: Partial<OwnedFilter>): void;
  onScope(scope: OwnerScope): void;
}

/** Name, owner, cluster and verdicts, each with the number it would leave. @public */
export function OverviewFilters(props: OverviewFiltersProps) {
  const { filter, scope, onFilter } = props;
  const words = useWords();
  return (
    <div className={styles.filters}>
      <SearchField
        size="small"
        className={styles.search}
        aria-label={words('owned.search')}
        placeholder={words('owned.search')}
        value={filter.text}
        onChange={text => onFilter({ text })}
      />
      <Select
        size="small"
        className={styles.select}
        aria-label={words('owned.owner')}
        options={OWNER_SCOPES.map(id => ({ id, label: words(`owned.${id}`) }))}
        value={scope}
        onChange={id =>
          props.onScope(OWNER_SCOPES.find(each => each === id) ?? scope)
        }
      />
      <Select
        size="small"
        className={styles.select}
        aria-label={words('owned.cluster')}
        options={[
          { id: ALL, label: words('owned.allClusters') },
          ...props.systems.map(id => ({ id: `is ${id}`, label: id })),
        ]}
        value={filter.system === undefined ? ALL : `is ${filter.system}`}
        onChange={id => onFilter({ system: systemOf(String(id)) })}
      />
      <Severities {...props} />
    </div>
  );
}

/** No cluster's option begins like this one. */
const ALL = 'all';

function systemOf(id: string): string | undefined {
  return id.startsWith('is ') ? id.slice(3) : undefined;
}

/** `not-applicable` is no verdict of a component. */
const SHOWN = VERDICTS.filter(verdict => verdict !== 'not-applicable');

function Severities({ filter, counts, onFilter }: OverviewFiltersProps) {
  const words = useWords();
  const { verdicts } = filter;
  const toggle = (verdict: Verdict) =>
    onFilter({
      verdicts: verdicts.includes(verdict)
        ? verdicts.filter(each => each !== verdict)
        : [...verdicts, verdict],
    });
  return (
    <div
      role="group"
      aria-label={words('owned.severities')}
      className={styles.severities}
    >
      {SHOWN.map(verdict => (
        <ToggleButton
          key={verdict}
          size="small"
          isSelected={verdicts.includes(verdict)}
          onChange={() => toggle(verdict)}
          iconStart={<VerdictIcon verdict={verdict} />}
          className={`${styles.severity} ${
            counts[verdict] === 0 ? styles.none : ''
          }`}
        >
          {words('owned.severity', {
            n: counts[verdict],
            verdict: words(`verdict.${verdict}`),
          })}
        </ToggleButton>
      ))}
    </div>
  );
}

import type { ViewedRecord } from '@backstage-realtime/plugin-realtime-common';
import { ButtonIcon, Tab, TabList, TabPanel, Tabs } from '@backstage/ui';
import {
  RiArrowDownLine,
  RiArrowUpLine,
  RiCloseLine,
  RiLinkM,
} from '@remixicon/react';
import { useLayoutEffect, useRef, type RefObject } from 'react';
import { formatOffset } from '../format/numbers';
import type { Zone } from '../format/times';
import type { UndecodedFacts } from '../record/undecoded';
import { useWords } from '../words/WordsContext';
import { DetailFacts } from './DetailFacts';
import { DiffTab } from './DiffTab';
import type { FieldAction, FieldPlot } from './FieldTree';
import { HeadersTab } from './HeadersTab';
import {
  DETAIL_TABS,
  type DetailTab,
  type InspectedRecord,
} from './InspectedRecord';
import { RawTab } from './RawTab';
import styles from './RecordDetail.module.css';
import { ReportTab } from './ReportTab';
import type { RecordTrace, TraceStep } from './RecordTrace';
import { TextTab } from './TextTab';
import { TraceTab } from './TraceTab';
import { TreeTab } from './TreeTab';

/** The record that is open, what the server found in it, and what the page does with it. @public */
export interface RecordDetailProps {
  record: ViewedRecord;
  inspected?: InspectedRecord;
  zone: Zone;
  /** Name of the mask policy. */
  policy?: string;
  tab: DetailTab;
  plot?: FieldPlot;
  /** The next older record of the same key, if the window holds one. */
  previous?: ViewedRecord;
  /** How common it is that a record around this one cannot be decoded; only for one that cannot. */
  undecoded?: UndecodedFacts;
  /** Where else the message is; missing until that tab is chosen. */
  trace?: RecordTrace;
  /** The row left the window; the record is still shown. */
  isGone?: boolean;
  onTab(tab: DetailTab): void;
  onNewer?(): void;
  onOlder?(): void;
  onCopyLink(): void;
  onClose(): void;
  onField(action: FieldAction): void;
  /** Shows only records with this header. */
  onHeader(name: string, text: string): void;
  /** Opens the record of another stream. */
  onOpenStep(step: TraceStep): void;
}

/** One record in full: facts, then views of its value. @public */
export function RecordDetail(props: RecordDetailProps) {
  const { record, zone, policy, tab, onTab } = props;
  const words = useWords();
  const ref = useTabInView(tab);
  const offset = formatOffset(record.offset);
  const label = words('detail.label', { partition: record.partition, offset });
  const names = {
    tree: words('detail.tree'),
    text: words('detail.text'),
    raw: words('detail.raw'),
    report: words('detail.report'),
    headers: words('detail.headers', { n: record.headers.length }),
    diff: words('detail.diff'),
    trace: words('detail.trace'),
  };
  return (
    <aside ref={ref} aria-label={label} className={styles.detail}>
      <DetailHead {...props} offset={offset} />
      {props.isGone && <p className={styles.notice}>{words('detail.gone')}</p>}
      <DetailFacts record={record} zone={zone} policy={policy} />
      <Tabs
        className={styles.tabs}
        selectedKey={tab}
        onSelectionChange={key => onTab(key as DetailTab)}
      >
        <TabList aria-label={words('detail.tabs')}>
          {DETAIL_TABS.map(id => (
            <Tab key={id} id={id}>
              {names[id]}
            </Tab>
          ))}
        </TabList>
        {DETAIL_TABS.map(id => (
          <TabPanel key={id} id={id} className={styles.panel}>
            <TabContent {...props} tab={id} />
          </TabPanel>
        ))}
      </Tabs>
    </aside>
  );
}

/** Where the tabs do not fit they scroll; a key that chooses one does not move them there. */
function useTabInView(tab: DetailTab): RefObject<HTMLElement> {
  const ref = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const chosen = ref.current?.querySelector<HTMLElement>(
      '[role="tab"][aria-selected="true"]',
    );
    const list = chosen?.closest('[role="tablist"]');
    if (!chosen || !list) return;
    const free = list.clientWidth - chosen.offsetWidth;
    list.scrollLeft = chosen.offsetLeft - free / 2;
  }, [tab]);
  return ref;
}

/** What one tab shows; only that of the chosen tab is drawn. */
function TabContent(props: RecordDetailProps) {
  const { record, inspected, policy, zone } = props;
  switch (props.tab) {
    case 'text':
      return <TextTab record={record} />;
    case 'raw':
      return <RawTab record={record} inspected={inspected} />;
    case 'report':
      return <ReportTab {...props} />;
    case 'headers':
      return <HeadersTab headers={record.headers} policy={policy} />;
    case 'diff':
      return <DiffTab record={record} previous={props.previous} />;
    case 'trace':
      return (
        <TraceTab trace={props.trace} zone={zone} onOpen={props.onOpenStep} />
      );
    default:
      return <TreeTab {...props} />;
  }
}

function DetailHead(props: RecordDetailProps & { offset: string }) {
  const { record, offset, onNewer, onOlder } = props;
  const words = useWords();
  return (
    <div className={styles.head}>
      <h2 className={styles.title}>{`p${record.partition} · ${offset}`}</h2>
      <ButtonIcon
        size="small"
        variant="tertiary"
        icon={<RiArrowUpLine />}
        aria-label={words('detail.newer')}
        isDisabled={!onNewer}
        onPress={onNewer}
      />
      <ButtonIcon
        size="small"
        variant="tertiary"
        icon={<RiArrowDownLine />}
        aria-label={words('detail.older')}
        isDisabled={!onOlder}
        onPress={onOlder}
      />
      <ButtonIcon
        size="small"
        variant="tertiary"
        icon={<RiLinkM />}
        aria-label={words('detail.copyLink')}
        onPress={props.onCopyLink}
      />
      <ButtonIcon
        size="small"
        variant="tertiary"
        icon={<RiCloseLine />}
        aria-label={words('detail.close')}
        onPress={props.onClose}
      />
    </div>
  );
}

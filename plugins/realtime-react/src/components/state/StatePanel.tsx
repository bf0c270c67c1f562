import { Button, Skeleton } from '@backstage/ui';
import type { PanelAction, PanelActionName, PanelFacts } from './panelFacts';
import { TextButton } from '../view/TextButton';
import styles from './StatePanel.module.css';
import { StreamIcon, type StreamIconName } from './StreamIcon';

/** A state of a stream in a word, with its icon. @public */
export interface StateMark {
  icon: StreamIconName;
  text: string;
}

/** The facts of a state that needs a sentence, and where they stand. @public */
export interface StatePanelProps {
  facts: PanelFacts;
  /** The state in a word, in a bar on top, as cards have it. */
  mark?: StateMark;
  /** `above`: the rows stay below it; `instead`: it stands in their place. */
  place: 'above' | 'instead';
  onAction(name: PanelActionName, action: PanelAction): void;
}

const LINES = ['86%', '72%', '80%', '65%', '75%'];

/** Body of a state that rows cannot show. @public */
export function StatePanel({ facts, mark, place, onAction }: StatePanelProps) {
  return (
    <section className={styles.state} aria-label={facts.headline}>
      {mark && (
        <p className={styles.mark}>
          <StreamIcon name={mark.icon} />
          {mark.text}
        </p>
      )}
      <div className={`${styles.panel} ${styles[place]}`}>
        <h2 className={styles.headline}>{facts.headline}</h2>
        <p className={styles.text}>{facts.text}</p>
        {facts.detail && <code className={styles.detail}>{facts.detail}</code>}
        {facts.isLoading && <Lines />}
        <Actions facts={facts} onAction={onAction} />
      </div>
    </section>
  );
}

function Actions({
  facts: { button, choices = [], link },
  onAction,
}: Pick<StatePanelProps, 'facts' | 'onAction'>) {
  const buttons = button ? [button] : choices;
  if (buttons.length === 0 && !link) return null;
  return (
    <div className={styles.actions}>
      {buttons.map(one => (
        <Button
          key={one.label}
          size="small"
          variant={one.isFilled ? 'primary' : 'secondary'}
          onPress={() => onAction(one.name, one)}
        >
          {one.label}
        </Button>
      ))}
      {link && (
        <TextButton
          className={styles.link}
          onClick={() => onAction(link.name, link)}
        >
          {link.label}
        </TextButton>
      )}
    </div>
  );
}

function Lines() {
  return (
    <div className={styles.lines} aria-hidden>
      {LINES.map(width => (
        <Skeleton key={width} width={width} height={14} />
      ))}
    </div>
  );
}

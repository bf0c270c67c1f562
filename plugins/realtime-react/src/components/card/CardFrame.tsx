import { Button, Card, CardBody, CardFooter, CardHeader } from '@backstage/ui';
import type { ReactNode } from 'react';
import { RealtimeView } from '../view/RealtimeView';
import styles from './LiveCardBody.module.css';

/** Skeleton of every card: the same in every state, so that the grid does not jump. */
export interface CardFrameProps {
  title: string;
  /** Right of the title: icon and word. */
  state: ReactNode;
  /** One sentence and its text in place of the facts. */
  headline?: string;
  text?: string;
  /** The one button: `Try now`, `Copy annotation`. */
  action?: { label: string; onPress(): void };
  /** At most five small facts. */
  children?: ReactNode;
  foot: string;
  /** Right of the foot: link to the tab. */
  link?: ReactNode;
}

/** A card of the overview of an entity. */
export function CardFrame(props: CardFrameProps) {
  const { headline, text, action } = props;
  return (
    <Card className={styles.card}>
      <RealtimeView className={styles.root}>
        <CardHeader className={styles.head}>
          <h3 className={styles.title}>{props.title}</h3>
          {props.state}
        </CardHeader>
        <CardBody className={styles.body}>
          {headline && <p className={styles.headline}>{headline}</p>}
          {text && <p className={styles.text}>{text}</p>}
          {action && (
            <Button size="small" variant="secondary" onPress={action.onPress}>
              {action.label}
            </Button>
          )}
          {props.children}
        </CardBody>
        <CardFooter className={styles.foot}>
          <span className={styles.scope}>{props.foot}</span>
          {props.link}
        </CardFooter>
      </RealtimeView>
    </Card>
  );
}

import { Dialog, DialogBody, DialogFooter, DialogHeader } from '@backstage/ui';
import { useLayoutEffect, useRef, type ReactNode } from 'react';
import { RealtimeView } from '../view/RealtimeView';
import styles from './DetailDrawer.module.css';

/** A modal drawer at the right edge of the page. */
export interface DetailDrawerProps {
  /** A mark before the title. */
  mark: ReactNode;
  title: string;
  children: ReactNode;
  foot?: ReactNode;
  onClose(): void;
}

/** Explains one thing of the page: focus goes to the title, and back with Escape. */
export function DetailDrawer(props: DetailDrawerProps) {
  return (
    <Dialog
      isOpen
      className={styles.drawer}
      onOpenChange={isOpen => !isOpen && props.onClose()}
    >
      <RealtimeView className={styles.view}>
        <DialogHeader>
          <Title>
            {props.mark}
            <span className={styles.title}>{props.title}</span>
          </Title>
        </DialogHeader>
        <DialogBody className={styles.body}>{props.children}</DialogBody>
        {props.foot && (
          <DialogFooter className={styles.foot}>{props.foot}</DialogFooter>
        )}
      </RealtimeView>
    </Dialog>
  );
}

function Title({ children }: { children: ReactNode }) {
  const ref = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => ref.current?.focus(), []);
  return (
    <span ref={ref} tabIndex={-1} className={styles.head}>
      {children}
    </span>
  );
}

/** A part of a drawer with a small title. */
export function DrawerSection(props: { title: string; children: ReactNode }) {
  return (
    <section className={styles.section}>
      <h3 className={styles.label}>{props.title}</h3>
      {props.children}
    </section>
  );
}

/** A name and what it is, in a list of them. */
export function DrawerFact(props: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </>
  );
}

import { Box } from '@backstage/ui';
import type { ReactNode, Ref } from 'react';
import styles from './RealtimeView.module.css';

/** Class that carries the derived colours; for content that is drawn outside the view, as popovers are. @public */
export const realtimeColours = styles.colours;

/** The outermost element of a view; it sets the derived colours. @public */
export interface RealtimeViewProps {
  children: ReactNode;
  className?: string;
  rootRef?: Ref<HTMLDivElement>;
}

/**
 * Root of every view: figures of one width, and the colours the components
 * share, derived from the theme so that they hold in light and dark.
 * @public
 */
export function RealtimeView(props: RealtimeViewProps) {
  const { children, className = '', rootRef } = props;
  return (
    <div
      ref={rootRef}
      className={`${styles.colours} ${styles.view} ${className}`}
    >
      {children}
    </div>
  );
}

/** A framed part of a view; with a label it is a landmark. @public */
export interface PanelProps {
  children: ReactNode;
  className?: string;
  label?: string;
}

/** A box on the page; controls inside choose their own background. @public */
export function Panel({ children, className = '', label }: PanelProps) {
  return (
    <Box
      bg="neutral"
      className={`${styles.panel} ${className}`}
      role={label ? 'group' : undefined}
      aria-label={label}
    >
      {children}
    </Box>
  );
}

import styles from './RealtimeView.module.css';

/** Class of rows that show an old reading: faded, still readable, without colours of verdicts. */
export const oldReading = styles.old;

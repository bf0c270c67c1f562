import { Dialog, DialogBody, DialogHeader } from '@backstage/ui';
import { realtimeColours } from '../view/RealtimeView';
import { useWords, type WordKey } from '../words/WordsContext';
import { Key } from './Key';
import styles from './KeyHelp.module.css';

/** The list of keyboard commands, as a dialog. @public */
export interface KeyHelpProps {
  isOpen: boolean;
  onClose(): void;
}

const KEYS: Array<[keys: string[], meaning: WordKey]> = [
  [['space'], 'keys.space'],
  [['/'], 'keys.filter'],
  [['j', 'k'], 'keys.rows'],
  [['Home'], 'keys.newest'],
  [['e'], 'keys.expand'],
  [['d'], 'keys.diff'],
  [['t'], 'keys.trace'],
  [['[', ']'], 'keys.tabs'],
  [['u'], 'keys.zone'],
  [['f'], 'keys.full'],
  [['?'], 'keys.help'],
  [['Esc'], 'keys.escape'],
];

/** List of the keys of a view. @public */
export function KeyHelp({ isOpen, onClose }: KeyHelpProps) {
  const words = useWords();
  return (
    <Dialog isOpen={isOpen} onOpenChange={open => !open && onClose()}>
      <DialogHeader>{words('keys.title')}</DialogHeader>
      <DialogBody>
        <dl className={`${realtimeColours} ${styles.list}`}>
          {KEYS.map(([keys, meaning]) => (
            <div key={meaning} className={styles.row}>
              <dt>
                {keys.map(key => (
                  <Key key={key}>{key}</Key>
                ))}
              </dt>
              <dd>{words(meaning)}</dd>
            </div>
          ))}
        </dl>
        <p className={styles.note}>{words('keys.off')}</p>
      </DialogBody>
    </Dialog>
  );
}

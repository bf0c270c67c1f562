import { ButtonIcon, Menu, MenuItem, MenuTrigger } from '@backstage/ui';
import { RiLineChartLine, RiMore2Line } from '@remixicon/react';
import { MaskedValue } from '../bar/MaskChip';
import { Sparkline } from '../band/Sparkline';
import { formatRecordTime, type Zone } from '../format/times';
import type { JsonTree } from '../../decoding/parseJsonTree';
import { entriesOf, toLine } from '../../decoding/toLine';
import { isMasked } from '../record/preview';
import { useWords } from '../words/WordsContext';
import styles from './FieldTree.module.css';

/** What a reader does with a field of the tree. @public */
export interface FieldAction {
  kind: 'column' | 'filter' | 'plot';
  path: string;
  /** The field's value on one line. */
  text: string;
  isNumber: boolean;
}

/** A numeric field drawn over the newest records. @public */
export interface FieldPlot {
  path: string;
  /** Oldest first. */
  values: Array<number | undefined>;
}

export interface FieldTreeProps {
  tree: JsonTree;
  zone: Zone;
  policy?: string;
  plot?: FieldPlot;
  onField(action: FieldAction): void;
}

/** Fields and items shown of one level; the rest is a count and stands in Text. */
const MAX_CHILDREN = 200;

interface Child {
  name: string;
  path: string;
  tree: JsonTree;
}

function childrenOf(tree: JsonTree, path: string): Child[] {
  return entriesOf(tree).map(({ name, value }) => ({
    name,
    path: path ? `${path}.${name}` : name,
    tree: value,
  }));
}

/** Fields of a value with what can be done with each; nested values fold. */
export function FieldTree(props: FieldTreeProps) {
  return <Level {...props} path="" />;
}

function Level(props: FieldTreeProps & { path: string }) {
  const words = useWords();
  const children = childrenOf(props.tree, props.path);
  const hidden = children.length - MAX_CHILDREN;
  return (
    <ul className={styles.tree}>
      {children.slice(0, MAX_CHILDREN).map((child, i) => (
        // Names may repeat in JSON; the place never changes.
        // eslint-disable-next-line react/no-array-index-key
        <li key={i}>
          {entriesOf(child.tree).length > 0 ? (
            <details open={props.path === ''}>
              <summary className={styles.summary}>
                <bdi>{child.name}</bdi>
                <span className={styles.quiet}>{` ${sizeOf(child.tree)}`}</span>
              </summary>
              <Level {...props} tree={child.tree} path={child.path} />
            </details>
          ) : (
            <Leaf {...props} child={child} />
          )}
        </li>
      ))}
      {hidden > 0 && (
        <li className={styles.quiet}>{words('detail.more', { n: hidden })}</li>
      )}
    </ul>
  );
}

function sizeOf(tree: JsonTree): string {
  if (tree.kind === 'object') return `{${tree.entries.length}}`;
  return tree.kind === 'array' ? `[${tree.items.length}]` : '';
}

function Leaf(props: FieldTreeProps & { child: Child }) {
  const { child, plot, zone, policy } = props;
  const words = useWords();
  const isPlotted = plot?.path === child.path;
  return (
    <div className={styles.leaf}>
      {child.tree.kind === 'number' ? (
        <PlotButton {...props} isPlotted={isPlotted} />
      ) : (
        <span />
      )}
      <bdi className={styles.fieldName} title={child.path}>
        {child.name}
      </bdi>
      <span className={styles.fieldValue}>
        {isMasked(child.tree) ? (
          <MaskedValue policy={policy} />
        ) : (
          <Scalar tree={child.tree} zone={zone} />
        )}
        {isPlotted && (
          <span className={styles.plot}>
            <Sparkline
              values={plot.values}
              height={16}
              length={plot.values.length}
              label={words('detail.plot', {
                name: child.name,
                n: plot.values.length,
              })}
            />
          </span>
        )}
      </span>
      {!isMasked(child.tree) && <FieldMenu {...props} />}
    </div>
  );
}

function Scalar({ tree, zone }: { tree: JsonTree; zone: Zone }) {
  if (tree.kind === 'string') return <bdi>{JSON.stringify(tree.text)}</bdi>;
  if (tree.kind !== 'number')
    return <span>{sizeOf(tree) || toLine(tree)}</span>;
  const timeMs = readTime(tree.text);
  return (
    <>
      <span>{tree.text}</span>
      {timeMs !== undefined && (
        <span className={styles.quiet}>
          {` ${formatRecordTime(timeMs, zone)}`}
        </span>
      )}
    </>
  );
}

/** A number of milliseconds between 2001 and 2286 is most likely a time. */
function readTime(digits: string): number | undefined {
  return /^[1-9]\d{12}$/.test(digits) ? Number(digits) : undefined;
}

/** Draws the numbers of the field over the newest records, or takes the line away. */
function PlotButton(
  props: FieldTreeProps & { child: Child; isPlotted: boolean },
) {
  const { child, isPlotted, onField } = props;
  const words = useWords();
  const label = `${child.name}: ${words('detail.asPlot')}`;
  return (
    <button
      type="button"
      className={styles.plotButton}
      aria-label={label}
      title={label}
      aria-pressed={isPlotted}
      onClick={() => onField({ kind: 'plot', ...fieldOf(child) })}
    >
      <RiLineChartLine size={14} aria-hidden />
    </button>
  );
}

function fieldOf({ path, tree }: Child): Omit<FieldAction, 'kind'> {
  return { path, text: toLine(tree), isNumber: tree.kind === 'number' };
}

function FieldMenu(props: FieldTreeProps & { child: Child }) {
  const { name, tree } = props.child;
  const words = useWords();
  const label = words('detail.actions', { name });
  return (
    <MenuTrigger>
      <ButtonIcon
        size="small"
        variant="tertiary"
        className={styles.fieldMenu}
        icon={<RiMore2Line />}
        aria-label={label}
      />
      <Menu
        aria-label={label}
        onAction={key =>
          props.onField({
            kind: key as FieldAction['kind'],
            ...fieldOf(props.child),
          })
        }
      >
        <MenuItem id="column">{words('detail.asColumn')}</MenuItem>
        <MenuItem id="filter">{words('detail.asFilter')}</MenuItem>
        {tree.kind === 'number' ? (
          <MenuItem id="plot">{words('detail.asPlot')}</MenuItem>
        ) : null}
      </Menu>
    </MenuTrigger>
  );
}

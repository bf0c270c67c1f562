import { ButtonIcon, Menu, MenuItem, MenuTrigger } from '@backstage/ui';
import { RiLineChartLine, RiMore2Line } from '@remixicon/react';
import { MaskedValue } from '../bar/MaskChip';
import { Sparkline } from '../band/Sparkline';
import { formatRecordTime, type Zone } from '../format/times';
import { toLine, type JsonNode } from '../record/json';
import { isMasked } from '../record/preview';
import { useWords } from '../words/WordsContext';
import styles from './RecordDetail.module.css';

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
  node: JsonNode;
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
  node: JsonNode;
}

function childrenOf(node: JsonNode, path: string): Child[] {
  const join = (name: string) => (path ? `${path}.${name}` : name);
  if (node.type === 'object') {
    return node.fields.map(([name, child]) => ({
      name,
      path: join(name),
      node: child,
    }));
  }
  if (node.type !== 'array') return [];
  return node.items.map((child, i) => ({
    name: String(i),
    path: join(String(i)),
    node: child,
  }));
}

/** Fields of a value with what can be done with each; nested values fold. */
export function FieldTree(props: FieldTreeProps) {
  return <Level {...props} path="" />;
}

function Level(props: FieldTreeProps & { path: string }) {
  const words = useWords();
  const children = childrenOf(props.node, props.path);
  const hidden = children.length - MAX_CHILDREN;
  return (
    <ul className={styles.tree}>
      {children.slice(0, MAX_CHILDREN).map((child, i) => (
        // Names may repeat in JSON; the place never changes.
        // eslint-disable-next-line react/no-array-index-key
        <li key={i}>
          {childrenOf(child.node, '').length > 0 ? (
            <details open={props.path === ''}>
              <summary className={styles.summary}>
                <bdi>{child.name}</bdi>
                <span className={styles.quiet}>{` ${sizeOf(child.node)}`}</span>
              </summary>
              <Level {...props} node={child.node} path={child.path} />
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

function sizeOf(node: JsonNode): string {
  if (node.type === 'object') return `{${node.fields.length}}`;
  return node.type === 'array' ? `[${node.items.length}]` : '';
}

function Leaf(props: FieldTreeProps & { child: Child }) {
  const { child, plot, zone, policy } = props;
  const words = useWords();
  const isPlotted = plot?.path === child.path;
  return (
    <div className={styles.leaf}>
      {child.node.type === 'number' ? (
        <PlotButton {...props} isPlotted={isPlotted} />
      ) : (
        <span />
      )}
      <bdi className={styles.fieldName} title={child.path}>
        {child.name}
      </bdi>
      <span className={styles.fieldValue}>
        {isMasked(child.node) ? (
          <MaskedValue policy={policy} />
        ) : (
          <Scalar node={child.node} zone={zone} />
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
      {!isMasked(child.node) && <FieldMenu {...props} />}
    </div>
  );
}

function Scalar({ node, zone }: { node: JsonNode; zone: Zone }) {
  if (node.type === 'string') return <bdi>{JSON.stringify(node.text)}</bdi>;
  if (node.type === 'literal') return <span>{node.text}</span>;
  if (node.type !== 'number') return <span>{sizeOf(node) || '{}'}</span>;
  const timeMs = readTime(node.raw);
  return (
    <>
      <span>{node.raw}</span>
      {timeMs !== undefined && (
        <span className={styles.quiet}>
          {` ${formatRecordTime(timeMs, zone)}`}
        </span>
      )}
    </>
  );
}

/** A number of milliseconds between 2001 and 2286 is most likely a time. */
function readTime(raw: string): number | undefined {
  return /^[1-9]\d{12}$/.test(raw) ? Number(raw) : undefined;
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

function fieldOf({ path, node }: Child): Omit<FieldAction, 'kind'> {
  return { path, text: toLine(node), isNumber: node.type === 'number' };
}

function FieldMenu(props: FieldTreeProps & { child: Child }) {
  const { name, node } = props.child;
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
        {node.type === 'number' ? (
          <MenuItem id="plot">{words('detail.asPlot')}</MenuItem>
        ) : null}
      </Menu>
    </MenuTrigger>
  );
}

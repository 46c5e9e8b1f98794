import { useTranslations } from 'next-intl';
import type { Flow } from '#domain/reports/flow-rules.ts';
import { classNames } from '../ui/class-names.ts';
import { drawFlow, type Node, TALL } from './flow-drawing.ts';

const WIDE = 800;
const MARGIN = 170;
const THICK = 10;
const NAME_MAX = 22;
/** Names of statuses that hardly anybody left or came to would lie over one another. */
const NAMED_MIN = 7;

/** Ways from left to right, of the colour of where they lead; those that lead back are hatched by a dashed edge. */
export function FlowChart({ data }: { data: Flow }) {
  const t = useTranslations('reports');
  const names = new Map(data.statuses.map(({ id, name }) => [id, name]));
  const nameOf = (id: number) => names.get(id) ?? '';
  const { from, to, ribbons } = drawFlow(data, [MARGIN + THICK, WIDE - MARGIN - THICK]);
  const tell = (cell: Flow['cells'][number]) => {
    const way = t('flow.way', { from: nameOf(cell.from), to: nameOf(cell.to) });
    return `${way}: ${cell.moves}${cell.isBack ? ` (${t('flow.back')})` : ''}`;
  };
  return (
    <div className="report-scroll">
      <svg
        role="img"
        aria-labelledby="flow-title flow-desc"
        viewBox={`0 -8 ${WIDE} ${TALL + 16}`}
        className="flow-drawing"
      >
        <title id="flow-title">{t('flow.title')}</title>
        <desc id="flow-desc">{data.cells.map(tell).join('; ')}</desc>
        {ribbons.map((ribbon) => (
          <path
            key={`${ribbon.from} ${ribbon.to}`}
            d={ribbon.d}
            className={classNames('flow-way bar-part', `tone-${ribbon.to}`)}
            data-back={ribbon.isBack || undefined}
          >
            <title>{tell(ribbon)}</title>
          </path>
        ))}
        <Side nodes={from} nameOf={nameOf} x={MARGIN} isLeft />
        <Side nodes={to} nameOf={nameOf} x={WIDE - MARGIN - THICK} />
      </svg>
    </div>
  );
}

type SideProps = { nodes: Node[]; nameOf: (id: number) => string; x: number; isLeft?: boolean };

function Side({ nodes, nameOf, x, isLeft = false }: SideProps) {
  const shown = nodes.filter(({ height }) => height > 0);
  return shown.map(({ id, top, height }) => (
    <g key={id}>
      <rect x={x} y={top} width={THICK} height={height} className={`bar-part tone-${id}`} />
      {height >= NAMED_MIN && (
        <text
          x={isLeft ? x - 8 : x + THICK + 8}
          y={top + height / 2}
          textAnchor={isLeft ? 'end' : 'start'}
          dominantBaseline="central"
          className="flow-name"
        >
          {cut(nameOf(id))}
        </text>
      )}
    </g>
  ));
}

function cut(name: string): string {
  const letters = [...name];
  return letters.length > NAME_MAX ? `${letters.slice(0, NAME_MAX - 1).join('')}…` : name;
}

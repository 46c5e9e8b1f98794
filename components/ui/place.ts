const GAP_PX = 4;
const EDGE_PX = 8;

export type Placement = { side: 'top' | 'bottom'; align: 'start' | 'center' | 'end' };

type Box = { width: number; height: number };
type Edges = { left: number; right: number; top: number; bottom: number };

/**
 * Where a box goes beside `anchor` inside `view`, all in px of the viewport: on the wanted side, or the roomier one when it
 * does not fit there, never over the view's edges. `maxHeight` is the room there is.
 */
export function placeBeside(box: Box, anchor: Edges, view: Box, { side, align }: Placement) {
  const above = anchor.top - GAP_PX - EDGE_PX;
  const below = view.height - anchor.bottom - GAP_PX - EDGE_PX;
  const wanted = side === 'top' ? above : below;
  const other = side === 'top' ? below : above;
  const isFlipped = box.height > wanted && other > wanted;
  const isAbove = (side === 'top') !== isFlipped;
  const maxHeight = isFlipped ? other : wanted;
  const top = isAbove ? anchor.top - GAP_PX - Math.min(box.height, maxHeight) : anchor.bottom + GAP_PX;
  const middle = (anchor.left + anchor.right - box.width) / 2;
  const left = align === 'start' ? anchor.left : align === 'end' ? anchor.right - box.width : middle;
  return { left: Math.max(EDGE_PX, Math.min(left, view.width - box.width - EDGE_PX)), top, maxHeight };
}

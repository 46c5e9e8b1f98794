const SHOW_AFTER_MS = 400;
// Time to move the pointer from the thing onto its label, which must not vanish on the way.
const HIDE_AFTER_MS = 120;
const GAP_PX = 6;
const EDGE_PX = 8;

type Side = 'top' | 'bottom' | 'left' | 'right';

/** Shows `box` beside whatever carries `data-tip`; returns the function that stops it. */
export function attachTooltips(box: HTMLElement): () => void {
  let owner: HTMLElement | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function hide() {
    clearTimeout(timer);
    owner?.removeAttribute('aria-describedby');
    owner = null;
    if (box.matches(':popover-open')) box.hidePopover();
  }

  function show(target: HTMLElement) {
    hide();
    const text = textFor(target);
    if (!text) return;
    owner = target;
    box.textContent = text;
    if (addsInformation(target, text)) target.setAttribute('aria-describedby', box.id);
    box.showPopover();
    place(box, target);
  }

  function onOver(event: Event) {
    const target = tipOf(event.target);
    if (box.contains(event.target as Node) || (target && target === owner)) return clearTimeout(timer);
    clearTimeout(timer);
    if (target) timer = setTimeout(() => show(target), owner ? 0 : SHOW_AFTER_MS);
    else if (owner) timer = setTimeout(hide, HIDE_AFTER_MS);
  }

  function onFocus(event: Event) {
    const target = tipOf(event.target);
    if (target?.matches(':focus-visible')) show(target);
    else hide();
  }

  function onKey(event: KeyboardEvent) {
    if (event.key === 'Escape') hide();
  }

  const stop = new AbortController();
  const options = { signal: stop.signal, capture: true, passive: true };
  document.addEventListener('pointerover', onOver, options);
  document.addEventListener('focusin', onFocus, options);
  document.addEventListener('focusout', hide, options);
  document.addEventListener('pointerdown', hide, options);
  document.addEventListener('keydown', onKey, options);
  document.addEventListener('scroll', hide, options);
  return () => {
    hide();
    stop.abort();
  };
}

function tipOf(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('[data-tip], [data-tip-clipped]') : null;
}

function textFor(target: HTMLElement): string {
  if (!target.isConnected || target.ariaExpanded === 'true') return '';
  if (target.dataset.tip) return target.dataset.tip;
  return target.scrollWidth > target.clientWidth ? (target.textContent ?? '') : '';
}

function addsInformation(target: HTMLElement, text: string): boolean {
  return target.getAttribute('aria-label') !== text && target.textContent !== text;
}

function place(box: HTMLElement, target: HTMLElement) {
  const at = target.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = box;
  const { clientWidth, clientHeight } = document.documentElement;
  const side = sideThatFits((target.dataset.tipSide as Side | undefined) ?? 'top', at, width, height);
  const middleX = at.left + at.width / 2 - width / 2;
  const middleY = at.top + at.height / 2 - height / 2;
  const left = side === 'left' ? at.left - GAP_PX - width : side === 'right' ? at.right + GAP_PX : middleX;
  const top = side === 'top' ? at.top - GAP_PX - height : side === 'bottom' ? at.bottom + GAP_PX : middleY;
  box.style.left = `${Math.max(EDGE_PX, Math.min(left, clientWidth - width - EDGE_PX))}px`;
  box.style.top = `${Math.max(EDGE_PX, Math.min(top, clientHeight - height - EDGE_PX))}px`;
}

function sideThatFits(side: Side, at: DOMRect, width: number, height: number): Side {
  const { clientWidth, clientHeight } = document.documentElement;
  if (side === 'top' && at.top < height + GAP_PX + EDGE_PX) return 'bottom';
  if (side === 'bottom' && at.bottom + height + GAP_PX + EDGE_PX > clientHeight) return 'top';
  if (side === 'left' && at.left < width + GAP_PX + EDGE_PX) return 'right';
  if (side === 'right' && at.right + width + GAP_PX + EDGE_PX > clientWidth) return 'left';
  return side;
}

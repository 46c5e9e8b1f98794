'use client';

import { type ReactNode, useCallback } from 'react';
import { Button } from '../ui/button.tsx';

type Props = {
  title: string;
  /** What the two buttons say. */
  labels: { theirs: string; mine: string };
  onSettle: (kept: 'mine' | 'theirs') => void;
  /** What the other has changed, where that can be told. */
  children?: ReactNode;
};

/** Tells the second of two editors that the first has saved, takes the focus, and lets them choose. Nothing has been overwritten. */
export function StaleChoice({ title, labels, onSettle, children }: Props) {
  const takeFocus = useCallback((box: HTMLDivElement | null) => box?.focus(), []);
  return (
    <div className="notice notice-warning" role="alert" tabIndex={-1} ref={takeFocus}>
      <div className="min-w-0 flex-1">
        <p className="font-medium">{title}</p>
        {children}
        <div className="mt-2 flex flex-wrap gap-2">
          <Button size="small" onClick={() => onSettle('theirs')}>
            {labels.theirs}
          </Button>
          <Button size="small" onClick={() => onSettle('mine')}>
            {labels.mine}
          </Button>
        </div>
      </div>
    </div>
  );
}

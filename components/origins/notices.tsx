'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from '#components/ui/button.tsx';
import type { Origin } from '#domain/origins/list.ts';

export type Near = { id: number; name: string; spelling: string };
export type Taken = { id: number; name: string; isArchived: boolean };

function Notice({ title, children, buttons }: { title: string; children: ReactNode; buttons: ReactNode }) {
  return (
    <div className="notice notice-warning" role="alert" tabIndex={-1} ref={takeFocus}>
      <div className="min-w-0 flex-1">
        <p className="font-medium">{title}</p>
        {children}
        <div className="mt-2 flex flex-wrap gap-2">{buttons}</div>
      </div>
    </div>
  );
}

const takeFocus = (box: HTMLElement | null) => box?.focus();

type NearProps = { near: Near; isNew: boolean; onUse: () => void; onInsist: () => void };

/** "Did you mean Facebook?": the typed name is probably a misspelling of one that exists. */
export function NearNotice({ near: { name, spelling }, isNew, onUse, onInsist }: NearProps) {
  const t = useTranslations('origins');
  return (
    <Notice
      title={t('nearTitle', { name })}
      buttons={
        <>
          <Button size="small" onClick={onUse}>
            {t(isNew ? 'useExisting' : 'mergeInto', { name })}
          </Button>
          <Button size="small" onClick={onInsist}>
            {t(isNew ? 'createAnyway' : 'saveAnyway')}
          </Button>
        </>
      }
    >
      <p>{spelling === name ? t('nearWhy') : t('nearAliasWhy', { spelling })}</p>
    </Notice>
  );
}

type TakenProps = { taken: Taken; isNew: boolean; onMerge: () => void; onUnarchive: () => void };

/** The way on when the name leads to another origin: merge the one being renamed, or bring the archived one back. */
export function TakenNotice({ taken: { name, isArchived }, isNew, onMerge, onUnarchive }: TakenProps) {
  const t = useTranslations('origins');
  if (!isArchived && isNew) return null;
  return (
    <div className="notice">
      <div className="min-w-0 flex-1">
        <p>{t(isArchived ? 'takenArchived' : 'takenMerge', { name })}</p>
        <Button size="small" className="mt-2" onClick={isArchived ? onUnarchive : onMerge}>
          {t(isArchived ? 'unarchiveNamed' : 'mergeInto', { name })}
        </Button>
      </div>
    </div>
  );
}

type StaleProps = {
  /** As it was when this person began, and as somebody else has left it. */
  before: Origin;
  current: Origin;
  onSettle: (current: Origin, kept: 'mine' | 'theirs') => void;
};

/** Tells the second of two editors what the first has changed, and lets them choose. Nothing has been overwritten. */
export function StaleNotice({ before, current, onSettle }: StaleProps) {
  const t = useTranslations('origins');
  const changes = [
    before.name !== current.name && t('staleName', { before: before.name, after: current.name }),
    before.isArchived !== current.isArchived && t(current.isArchived ? 'staleArchived' : 'staleUnarchived'),
  ].filter((change) => change !== false);
  return (
    <Notice
      title={t('staleTitle')}
      buttons={
        <>
          <Button size="small" onClick={() => onSettle(current, 'theirs')}>
            {t('takeTheirs')}
          </Button>
          <Button size="small" onClick={() => onSettle(current, 'mine')}>
            {t('keepMine')}
          </Button>
        </>
      }
    >
      <ul className="mt-1 list-disc ps-5">
        {(changes.length > 0 ? changes : [t('staleVersion')]).map((change) => (
          <li key={change}>{change}</li>
        ))}
      </ul>
    </Notice>
  );
}

'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { PaletteOption } from './palette-option.tsx';
import { contactOptions, foundGroups, placeGroups } from './palette-options.tsx';
import type { OptionGroup, PaletteBox, PaletteFacts } from './palette-types.ts';
import { PaletteCount, PaletteFoot } from './palette-words.tsx';
import { type Search, useFound } from './use-found.ts';
import { usePaletteActions } from './use-palette-actions.tsx';
import { usePaletteKeys } from './use-palette-keys.ts';
import { useRecent } from './use-recent.ts';

/** What the palette's box finds: fetched when it is first opened. */
export default function PaletteList(props: PaletteFacts & PaletteBox) {
  const { listId, setActiveId, close } = props;
  const text = props.text.trim();
  const t = useTranslations('palette');
  const search = useFound(text);
  const { groups, awaited, isFirstKnown } = useGroups(props, search);
  const options = groups.flatMap((group) => group.options);
  const [chosen, setChosen] = useState({ text, id: '' });
  const isChosen = chosen.text === text && options.some(({ id }) => id === chosen.id);
  const activeId = (isChosen ? chosen.id : options[0]?.id) ?? null;
  const elementId = (id: string) => `${listId}-${id}`;
  const choose = (id: string) => setChosen({ text, id });

  const activeElementId = activeId === null ? null : elementId(activeId);
  useEffect(() => setActiveId(activeElementId), [activeElementId, setActiveId]);
  usePaletteKeys(props, {
    ids: options.map(({ id }) => id),
    activeId,
    isSettled: isFirstKnown || isChosen,
    choose,
    elementId,
  });

  return (
    <>
      <PaletteCount text={text} search={search} count={options.filter(isResult).length} />
      <ListBox id={listId} label={t('results')} text={text}>
        {awaited > 0 && <Awaited count={awaited} />}
        {groups.map((group) => (
          <Group key={group.key} group={group} nameId={elementId(`group-${group.key}`)}>
            {group.options.map((option) => (
              <PaletteOption
                key={option.id}
                id={elementId(option.id)}
                option={option}
                isActive={option.id === activeId}
                onPoint={() => choose(option.id)}
                onChosen={close}
              />
            ))}
          </Group>
        ))}
      </ListBox>
      <PaletteFoot />
    </>
  );
}

const isResult = ({ id }: { id: string }) => id !== 'all' && id !== 'retry';

function useGroups(facts: PaletteFacts & PaletteBox, search: Search) {
  const t = useTranslations('palette');
  const { places, owner, setWaiting } = facts;
  const text = facts.text.trim();
  const local = placeGroups(t, text, places, usePaletteActions(facts));
  const recent = useRecent(owner);
  useWaiting(search.isAwaited, setWaiting);
  const isFilled = ({ options }: OptionGroup) => options.length > 0;
  if (text === '') {
    const latest = { key: 'recent', label: t('recent'), options: contactOptions(recent.contacts, '') };
    return { groups: [latest, ...local].filter(isFilled), awaited: recent.awaited, isFirstKnown: true };
  }
  return {
    groups: [...local, ...foundGroups(t, text, search)].filter(isFilled),
    awaited: 0,
    isFirstKnown: !search.isAwaited || local.some(isFilled),
  };
}

const QUICK_MS = 150;

/** An answer that comes at once needs no sign that it is awaited. */
function useWaiting(isAwaited: boolean, setWaiting: (isWaiting: boolean) => void) {
  useEffect(() => {
    if (!isAwaited) return setWaiting(false);
    const timer = setTimeout(() => setWaiting(true), QUICK_MS);
    return () => clearTimeout(timer);
  }, [isAwaited, setWaiting]);
}

type ListBoxProps = { id: string; label: string; text: string; children: ReactNode };

function ListBox({ id, label, text, children }: ListBoxProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.scrollTo(0, 0);
  }, [text]);
  return (
    <div
      ref={box}
      id={id}
      role="listbox"
      aria-label={label}
      className="finder-list"
      onMouseDown={(event) => event.preventDefault()}
    >
      {children}
    </div>
  );
}

type GroupProps = { group: OptionGroup; nameId: string; children: ReactNode };

function Group({ group, nameId, children }: GroupProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset has no place inside a list box
    <div role="group" aria-labelledby={nameId} className="finder-group">
      <div id={nameId} className="finder-name">
        {group.label}
      </div>
      {children}
    </div>
  );
}

/** As high as what comes, so that nothing moves when it does. */
function Awaited({ count }: { count: number }) {
  const t = useTranslations('palette');
  return (
    <div className="finder-group" aria-hidden="true">
      <div className="finder-name">{t('recent')}</div>
      {Array.from({ length: count }, (_, at) => (
        <div key={at} className="finder-option" />
      ))}
    </div>
  );
}

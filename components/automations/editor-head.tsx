import { ChevronLeft } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useEffect, useEffectEvent, useState } from 'react';
import { StaleChoice } from '#components/forms/stale-choice.tsx';
import { Badge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { Input } from '#components/ui/input.tsx';
import type { Automation } from '#domain/automations/get.ts';
import { cardId } from './card.tsx';
import { useEditorFacts } from './editor-context.ts';
import { InsideDialog } from './inside-dialog.tsx';
import { SwitchDialogs } from './switch-dialogs.tsx';
import type { EditorActions } from './types.ts';
import type { Editor } from './use-editor.ts';
import { type Inside, useSave } from './use-save.ts';

type Props = { automation: Automation; editor: Editor; actions: EditorActions };

/** Name, state and the two buttons of an automation: to save it, and to switch it on or off. */
export function EditorHead({ automation, editor, actions }: Props) {
  const t = useTranslations('automations');
  const { problems, setOpenAt } = useEditorFacts();
  const { save, pending, stale, settle, nameError } = useSave(automation.id, editor, actions);
  const [asks, setAsks] = useState<'inside' | 'on' | 'off' | null>(null);
  const { isOn, insideTotal } = automation;

  function press() {
    if (pending || !editor.isDirty) return;
    if (insideTotal > 0 && editor.hasNewSteps) setAsks('inside');
    else save();
  }

  useSaveKey(press);
  useLeaveGuard(editor.isDirty);

  async function saveInside(inside: Inside) {
    setAsks(null);
    await save(inside);
  }

  async function askOn() {
    // What is switched on is what stands here, not what was saved before.
    if ((await save('keep', true)) !== null) setAsks('on');
  }

  function goTo(at: string) {
    setAsks(null);
    setOpenAt(at === 'steps' ? null : at);
    requestAnimationFrame(() => document.getElementById(cardId(at === 'steps' ? 'conditions' : at))?.focus());
  }

  return (
    <header className="flow-head">
      <Link href="/automations" className="back-link">
        <ChevronLeft className="lucide" aria-hidden />
        {t('title')}
      </Link>
      <div className="page-bar">
        <h1 className="sr-only">{editor.name}</h1>
        <Input
          className="flow-name"
          name="name"
          aria-label={t('name')}
          aria-invalid={nameError ? true : undefined}
          aria-describedby={nameError ? 'name-error' : undefined}
          value={editor.name}
          maxLength={80}
          autoComplete="off"
          onChange={(event) => editor.change({ name: event.target.value })}
        />
        <Button variant="primary" pending={pending} aria-disabled={!editor.isDirty} onClick={press}>
          {t('save')}
        </Button>
        {isOn ? (
          <Button onClick={() => setAsks('off')}>{t('switchOff')}</Button>
        ) : (
          <Button onClick={askOn}>{t('switchOn')}</Button>
        )}
        <span className="flow-state" role="status">
          <Badge tone={isOn ? 'accent' : 'neutral'}>{t(isOn ? 'on' : 'off')}</Badge>
          {editor.isDirty && <span className="field-hint">{t('unsaved')}</span>}
          {!editor.isDirty && problems.length > 0 && (
            <span className="field-hint">{t('missing', { count: problems.length })}</span>
          )}
        </span>
      </div>
      {nameError && (
        <p id="name-error" className="field-error" role="alert">
          {nameError}
        </p>
      )}
      {stale && (
        <StaleChoice
          title={t('stale')}
          labels={{ theirs: t('takeTheirs'), mine: t('keepMine') }}
          onSettle={settle}
        />
      )}
      {editor.wasRestored && !stale && (
        <div className="notice">
          <p className="min-w-0 flex-1">{t('restored')}</p>
          <Button size="small" onClick={editor.discard}>
            {t('discard')}
          </Button>
        </div>
      )}
      <InsideDialog
        open={asks === 'inside'}
        total={insideTotal}
        onClose={() => setAsks(null)}
        onChoose={saveInside}
      />
      <SwitchDialogs
        asks={asks === 'on' || asks === 'off' ? asks : null}
        automation={{ ...automation, name: editor.name, version: editor.version }}
        actions={actions}
        onClose={() => setAsks(null)}
        onDone={(version) => editor.rebase(version, { name: editor.name, definition: editor.definition })}
        onGo={goTo}
      />
    </header>
  );
}

/** Ctrl or ⌘ with S saves. */
function useSaveKey(press: () => void): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 's') return;
    event.preventDefault();
    press();
  });
  useEffect(() => {
    const stop = new AbortController();
    window.addEventListener('keydown', onKey, { signal: stop.signal });
    return () => stop.abort();
  }, []);
}

/** Asks before the window closes over what is not saved. */
function useLeaveGuard(isDirty: boolean): void {
  useEffect(() => {
    if (!isDirty) return;
    const stop = new AbortController();
    window.addEventListener('beforeunload', (event) => event.preventDefault(), { signal: stop.signal });
    return () => stop.abort();
  }, [isDirty]);
}

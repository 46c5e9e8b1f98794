import { ChevronLeft } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { lazy, Suspense, useEffect, useEffectEvent, useState } from 'react';
import { StaleChoice } from '#components/forms/stale-choice.tsx';
import { Badge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import type { Automation } from '#domain/automations/get.ts';
import { AUTOMATION_NAME_MAX } from '#domain/automations/rules.ts';
import { cardId } from './card.tsx';
import { useEditorFacts } from './editor-context.ts';
import { InsideDialog } from './inside-dialog.tsx';
import type { EditorActions } from './types.ts';
import type { Editor } from './use-editor.ts';
import { type Inside, useSave } from './use-save.ts';

// Fetched when one is first asked for.
const SwitchDialogs = lazy(() => import('./switch-dialogs.tsx'));

type Props = { automation: Automation; editor: Editor; actions: EditorActions };

type Asked = 'inside' | 'on' | 'off' | null;

/** Name, state and the two buttons of an automation: to save it, and to switch it on or off. */
export function EditorHead({ automation, editor, actions }: Props) {
  const t = useTranslations('automations');
  const saving = useSave(automation.id, editor, actions);
  const { isBusy, stale, settle, nameError } = saving;
  const [asks, setAsks] = useState<Asked>(null);
  const [hasAsked, setHasAsked] = useState(false);
  if (asks !== null && !hasAsked) setHasAsked(true);
  const { isOn, insideTotal } = automation;
  const { press, saveInside, askOn, goTo } = usePresses({ automation, editor, saving, setAsks });

  return (
    <header className="flow-head">
      <Link href="/automations" className="back-link">
        <ChevronLeft className="lucide" aria-hidden />
        {t('title')}
      </Link>
      <div className="page-bar">
        <NameField editor={editor} error={nameError} />
        <Button variant="primary" pending={isBusy} aria-disabled={!editor.isDirty} onClick={press}>
          {t('save')}
        </Button>
        {isOn ? (
          <Button onClick={() => setAsks('off')}>{t('switchOff')}</Button>
        ) : (
          <Button onClick={askOn}>{t('switchOn')}</Button>
        )}
        <State isOn={isOn} isDirty={editor.isDirty} />
      </div>
      {nameError && (
        <p id="name-error" className="field-error" role="alert">
          {nameError}
        </p>
      )}
      <Remarks editor={editor} isStale={stale !== null} onSettle={settle} />
      <InsideDialog
        open={asks === 'inside'}
        total={insideTotal}
        onClose={() => setAsks(null)}
        onChoose={saveInside}
      />
      {hasAsked && (
        <Suspense fallback={null}>
          <SwitchDialogs
            asks={asks === 'on' || asks === 'off' ? asks : null}
            automation={{ ...automation, name: editor.name, version: editor.version }}
            actions={actions}
            onClose={() => setAsks(null)}
            onDone={editor.seen}
            onGo={goTo}
          />
        </Suspense>
      )}
    </header>
  );
}

type Pressing = Pick<Props, 'automation' | 'editor'> & {
  saving: ReturnType<typeof useSave>;
  setAsks: (asks: Asked) => void;
};

/** What the buttons, the key that saves and the answers of the dialogs do. */
function usePresses({ automation, editor, saving, setAsks }: Pressing) {
  const { save } = saving;
  const { setOpenAt } = useEditorFacts();

  function press() {
    if (!editor.isDirty) return;
    if (automation.insideTotal > 0 && editor.hasNewSteps) setAsks('inside');
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
    // Once the dialog has given the focus back.
    setTimeout(() => document.getElementById(cardId(at === 'steps' ? 'conditions' : at))?.focus(), 50);
  }

  return { press, saveInside, askOn, goTo };
}

function NameField({ editor, error }: { editor: Editor; error: string | undefined }) {
  const t = useTranslations('automations');
  return (
    <>
      <h1 className="sr-only">{editor.name}</h1>
      <Textarea
        className="flow-name"
        name="name"
        rows={1}
        aria-label={t('name')}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? 'name-error' : undefined}
        value={editor.name}
        maxLength={AUTOMATION_NAME_MAX}
        autoComplete="off"
        // A long name is shown whole, on several lines, and is one line all the same.
        onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
        onChange={(event) => editor.change({ name: event.target.value.replace(/[\r\n]+/g, ' ') })}
      />
    </>
  );
}

function State({ isOn, isDirty }: { isOn: boolean; isDirty: boolean }) {
  const t = useTranslations('automations');
  const { problems } = useEditorFacts();
  const lacking = isOn ? t('broken') : t('missing', { count: problems.length });
  const words = isDirty ? t('unsaved') : problems.length > 0 && lacking;
  return (
    <span className="flow-state" role="status">
      <Badge tone={isOn ? 'accent' : 'neutral'}>{t(isOn ? 'on' : 'off')}</Badge>
      {words && <span className="field-hint">{words}</span>}
    </span>
  );
}

type RemarkProps = { editor: Editor; isStale: boolean; onSettle: (kept: 'mine' | 'theirs') => void };

/** What the person has to know of before going on. */
function Remarks({ editor, isStale, onSettle }: RemarkProps) {
  const t = useTranslations('automations');
  if (isStale) {
    const labels = { theirs: t('takeTheirs'), mine: t('keepMine') };
    return <StaleChoice title={t('stale')} labels={labels} onSettle={onSettle} />;
  }
  if (!editor.wasRestored) return null;
  return (
    <div className="notice">
      <p className="min-w-0 flex-1">{t('restored')}</p>
      <Button size="small" onClick={editor.discard}>
        {t('discard')}
      </Button>
    </div>
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

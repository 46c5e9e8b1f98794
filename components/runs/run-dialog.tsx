'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Dialog, DialogBody, DialogFooter } from '#components/ui/dialog.tsx';
import type { RelatedRun } from '#domain/automations/get-run.ts';
import { type RunsFilter, runsHref } from '#domain/automations/runs-filter.ts';
import { RunOutcome } from './run-state.tsx';
import { RunVerbs } from './run-verbs.tsx';
import { Trail } from './trail.tsx';
import type { RunActions, ShownRun } from './types.ts';

type Props = {
  automationId: number;
  run: ShownRun | null;
  /** The list that it stands over. */
  filter: RunsFilter;
  after: string | null;
  mayChange: boolean;
  actions: RunActions;
};

/** One run: where it stands, and step by step what it did. */
export function RunDialog({ automationId, run, filter, after, mayChange, actions }: Props) {
  const t = useTranslations('runs');
  const router = useRouter();
  // Still drawn while it closes; closed at once, before the address follows.
  const [last, setLast] = useState(run);
  const [closedId, setClosedId] = useState<number | null>(null);
  if (run && run !== last) setLast(run);
  if (!run && closedId !== null) setClosedId(null);
  function show(runId: number | null) {
    router.push(runsHref(automationId, filter, { after, run: runId }), { scroll: false });
  }
  function close() {
    setClosedId(run?.id ?? null);
    show(null);
  }
  return (
    <Dialog
      open={run !== null && run.id !== closedId}
      onOpenChange={(isOpen) => !isOpen && close()}
      title={last ? t('runOf', { name: last.contact?.name ?? t('goneContact') }) : ''}
      size="large"
    >
      {last && (
        <>
          <DialogBody>
            <RunFacts run={last} />
            {last.trail.length > 0 ? (
              <Trail steps={last.trail} />
            ) : (
              <p className="text-foreground-muted">{t('noSteps')}</p>
            )}
            <Related title={t('cause')} runs={last.cause ? [last.cause] : []} />
            <Related title={t('effects')} runs={last.effects} />
          </DialogBody>
          {mayChange && (
            <DialogFooter>
              <RunVerbs run={last} actions={actions} onRepeated={show} />
            </DialogFooter>
          )}
        </>
      )}
    </Dialog>
  );
}

function RunFacts({ run }: { run: ShownRun }) {
  const t = useTranslations('runs');
  const { state, reason, waits, started, finished, versionNumber, contact } = run;
  return (
    <dl className="run-facts">
      <dt>{t('columns.state')}</dt>
      <dd>
        <RunOutcome state={state} reason={reason} />
        {waits && <span className="run-why">{waits}</span>}
      </dd>
      {contact && (
        <>
          <dt>{t('columns.contact')}</dt>
          <dd className="wrap-anywhere">
            <a className="link" href={`/contacts/${contact.id}`}>
              {contact.name}
            </a>
          </dd>
        </>
      )}
      <dt>{t('columns.at')}</dt>
      <dd>
        <time dateTime={started.iso}>{started.exact}</time>
      </dd>
      {finished && (
        <>
          <dt>{t('finished')}</dt>
          <dd>
            <time dateTime={finished.iso}>{finished.exact}</time>
          </dd>
        </>
      )}
      <dt>{t('columns.version')}</dt>
      <dd>{versionNumber}</dd>
    </dl>
  );
}

function Related({ title, runs }: { title: string; runs: RelatedRun[] }) {
  if (runs.length === 0) return null;
  return (
    <section className="run-related" aria-label={title}>
      <h3>{title}</h3>
      <ul>
        {runs.map(({ id, automationId, automationName }) => (
          <li key={id}>
            <a className="link" href={`/automations/${automationId}/runs?run=${id}`}>
              {automationName}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

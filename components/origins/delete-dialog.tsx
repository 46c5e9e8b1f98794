'use client';

import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import { type ReactNode, useTransition } from 'react';
import { AutomationUses } from '#components/forms/automation-uses.tsx';
import { useAction } from '#components/forms/use-action.ts';
import { Button } from '#components/ui/button.tsx';
import { Confirm } from '#components/ui/confirm.tsx';
import { Dialog, DialogBody, DialogFooter } from '#components/ui/dialog.tsx';
import type { OriginUse } from '#domain/origins/dependents.ts';
import type { OriginWithTotal } from '#domain/origins/list.ts';
import type { OriginMerge } from '#domain/origins/list-merges.ts';
import type { OriginActions } from './types.ts';
import { useAnswer } from './use-answer.ts';
import type { Verbs } from './use-verbs.ts';

type Props = {
  origin: OriginWithTotal;
  merges: OriginMerge[];
  actions: OriginActions;
  verbs: Verbs;
  onMerge: () => void;
  onSeparate: () => void;
  onClose: () => void;
};

/** Asks before an unused origin goes; a used one never does, and is merged or archived instead. */
export function DeleteDialog(props: Props) {
  const { origin, merges, actions, verbs, onClose } = props;
  const use = useUse(origin, merges, actions);
  const isUsed = Object.values(use).some(Boolean);
  return isUsed ? (
    <InUse {...props} use={use} />
  ) : (
    <Unused origin={origin} actions={actions} verbs={verbs} onClose={onClose} />
  );
}

/** The page knows contacts and merges, and follows them live; deleted contacts that can come back are asked for. */
function useUse(origin: OriginWithTotal, merges: OriginMerge[], actions: OriginActions): OriginUse {
  const answer = useAnswer(actions.dependents, { id: origin.id });
  return {
    contactTotal: origin.contactTotal,
    mergedTotal: merges.filter((merge) => merge.into.id === origin.id).length,
    trashTotal: answer?.ok ? answer.value.trashTotal : 0,
    targetTotal: answer?.ok ? answer.value.targetTotal : 0,
    isLeadDefault: answer?.ok ? answer.value.isLeadDefault : false,
    ruleTotal: answer?.ok ? answer.value.ruleTotal : 0,
    linkTotal: answer?.ok ? answer.value.linkTotal : 0,
    archivedLinkTotal: answer?.ok ? answer.value.archivedLinkTotal : 0,
    hasTouches: answer?.ok ? answer.value.hasTouches : false,
  };
}

function Unused({
  origin,
  actions,
  verbs,
  onClose,
}: Pick<Props, 'origin' | 'actions' | 'verbs' | 'onClose'>) {
  const t = useTranslations('origins');
  const format = useFormatter();
  const { run, pending } = useAction(actions.remove);
  const names = origin.aliases.map((alias) => `“${alias.name}”`);

  async function remove() {
    const result = await run({ id: origin.id });
    // One that became used meanwhile stays open: the page's new data says what uses it.
    if (!result.ok) return verbs.tellFailure(result);
    onClose();
    verbs.tellDeleted(result.value);
  }

  return (
    <Confirm
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t('deleteTitle', { name: origin.name })}
      confirmLabel={t('delete')}
      pending={pending}
      onConfirm={remove}
    >
      <p>{t('deleteUnused')}</p>
      <AutomationUses kind="origin" id={origin.id} fate="off" />
      {names.length > 0 && (
        <p>{t('deleteUnusedAliases', { count: names.length, names: format.list(names) })}</p>
      )}
    </Confirm>
  );
}

type InUseProps = Pick<Props, 'origin' | 'verbs' | 'onMerge' | 'onSeparate' | 'onClose'> & { use: OriginUse };

function InUse({ origin: { id, name, isArchived }, use, verbs, onMerge, onSeparate, onClose }: InUseProps) {
  const t = useTranslations('origins');
  const [pending, startTransition] = useTransition();
  const isForLeads = use.isLeadDefault || use.ruleTotal + use.linkTotal > 0;
  const hasContacts = use.contactTotal + use.trashTotal > 0 || use.mergedTotal === 0;
  const archive = () =>
    startTransition(async () => {
      if (await verbs.archive(id)) onClose();
    });
  const link = (text: ReactNode) => (
    <Link prefetch={false} className="link" href={`/contacts?origin=${id}`}>
      {text}
    </Link>
  );
  const leads = (text: ReactNode) => (
    <Link prefetch={false} className="link" href="/settings/auto-lead">
      {text}
    </Link>
  );
  const strong = { b: (text: ReactNode) => <strong className="font-medium">{text}</strong> };

  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()} title={t('inUseTitle', { name })}>
      <DialogBody>
        <ul className="flex list-disc flex-col gap-1 ps-5">
          {use.contactTotal > 0 && <li>{t.rich('usedByContacts', { count: use.contactTotal, link })}</li>}
          {use.trashTotal > 0 && <li>{t('usedByTrash', { count: use.trashTotal })}</li>}
          {use.mergedTotal > 0 && <li>{t('usedByMerges', { count: use.mergedTotal })}</li>}
          {use.targetTotal > 0 && <li>{t('usedByTargets', { count: use.targetTotal })}</li>}
          <LeadUses use={use} />
        </ul>
        <AutomationUses kind="origin" id={id} fate="kept" />
        <p>{t(hasContacts ? 'inUseWhy' : 'inUseByMerges')}</p>
        <ul className="flex list-disc flex-col gap-1 ps-5">
          {!hasContacts && <li>{t.rich('separateInstead', strong)}</li>}
          <li>{t.rich('mergeInstead', strong)}</li>
          {isForLeads ? (
            <li>{t.rich('changeLeadsFirst', { link: leads })}</li>
          ) : (
            <li>{isArchived ? t('isArchived') : t.rich('archiveInstead', strong)}</li>
          )}
        </ul>
      </DialogBody>
      <DialogFooter>
        <Button onClick={onClose}>{t('cancel')}</Button>
        {!isArchived && !isForLeads && (
          <Button pending={pending} onClick={archive}>
            {t('archive')}
          </Button>
        )}
        <Button variant="primary" onClick={hasContacts ? onMerge : onSeparate}>
          {t(hasContacts ? 'merge' : 'separate')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}

/** What of Auto Lead uses it. */
function LeadUses({ use }: { use: OriginUse }) {
  const t = useTranslations('origins');
  const links = use.linkTotal + use.archivedLinkTotal;
  return (
    <>
      {use.isLeadDefault && <li>{t('usedAsLeadDefault')}</li>}
      {use.ruleTotal > 0 && <li>{t('usedByRules', { count: use.ruleTotal })}</li>}
      {links > 0 && <li>{t('usedByLinks', { count: links })}</li>}
      {use.hasTouches && <li>{t('usedByTouches')}</li>}
    </>
  );
}

import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getLocale } from 'next-intl/server';
import { cache } from 'react';
import { requireSession } from '#app/_server/auth.ts';
import { ForbiddenImports } from '#components/imports/forbidden-imports.tsx';
import { ImportFrame } from '#components/imports/import-frame.tsx';
import { ImportStage } from '#components/imports/import-stage.tsx';
import { stepShown } from '#components/imports/import-steps.tsx';
import { LiveRefresh } from '#components/live/live.tsx';
import { ClientMessages } from '#components/ui/messages.tsx';
import { ToneStyles } from '#components/ui/tone.tsx';
import { mayRole } from '#domain/authorize.ts';
import { countStarted } from '#domain/automations/act-on-many.ts';
import type { QueryParams } from '#domain/contacts/filter.ts';
import { DomainError } from '#domain/errors.ts';
import { getImport, HAS_BEGUN } from '#domain/imports/get.ts';
import { listMappings } from '#domain/imports/list-mappings.ts';
import { listPlanChoices } from '#domain/imports/list-plan-choices.ts';
import { listUnknownValues } from '#domain/imports/list-unknown-values.ts';
import { readRowsShown } from '#domain/imports/rows-shown.ts';
import type { ImportDetail } from '#domain/imports/types.ts';
import { deriveTones } from '#lib/colour.ts';
import {
  cancelImportAction,
  cancelImportAutomationsAction,
  chooseSheetAction,
  deleteMappingAction,
  discardImportAction,
  saveMappingAction,
  savePlanAction,
  settleValuesAction,
  startImportAction,
  startUploadAction,
  undoImportAction,
} from '../actions.ts';

const actions = {
  chooseSheet: chooseSheetAction,
  savePlan: savePlanAction,
  settle: settleValuesAction,
  start: startImportAction,
  cancel: cancelImportAction,
  cancelAutomations: cancelImportAutomationsAction,
  undo: undoImportAction,
  discard: discardImportAction,
  saveMapping: saveMappingAction,
  deleteMapping: deleteMappingAction,
};

type Props = { params: Promise<{ id: string }>; searchParams: Promise<QueryParams> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { person } = await requireSession();
  if (!mayRole(person.role, 'import.read')) return {};
  return { title: (await readImport((await params).id)).fileName };
}

export default async function ImportPage({ params, searchParams }: Props) {
  const [{ ctx, person }, { id }, query, locale] = await Promise.all([
    requireSession(),
    params,
    searchParams,
    getLocale(),
  ]);
  if (!mayRole(person.role, 'import.read')) return <ForbiddenImports />;
  const one = await readImport(id);
  const asked = typeof query.step === 'string' ? query.step : undefined;
  const step = stepShown(one, asked);
  const [choices, mappings, subjects, rows] = await Promise.all([
    listPlanChoices(ctx),
    step === 'map' ? listMappings(ctx, { id }) : [],
    step === 'settle' ? listUnknownValues(ctx, { id }) : [],
    one.counts ? readRowsShown(ctx, { ...query, id }).catch(refuse) : null,
  ]);
  const setsOff = one.plan?.runsAutomations && HAS_BEGUN.includes(one.state);
  const automations = setsOff ? await countStarted(ctx, { importId: one.id }) : null;
  const reader = { locale, timeZone: ctx.workspace.timeZone, now: Date.now() };
  return (
    <div className="page">
      <ToneStyles tones={choices.statuses.map(({ id, colour }) => ({ key: id, ...deriveTones(colour) }))} />
      <LiveRefresh subjects={automations ? ['import', 'automation', 'run'] : ['import']} />
      <ClientMessages names={['imports', 'bulk', 'contacts', 'problems', 'errors']}>
        <ImportFrame one={one} step={step} reader={reader}>
          <ImportStage
            one={one}
            step={step}
            reader={reader}
            choices={choices}
            mappings={mappings}
            subjects={subjects}
            rows={rows}
            actions={actions}
            startUpload={startUploadAction}
            automations={automations}
          />
        </ImportFrame>
      </ClientMessages>
    </div>
  );
}

/** Asked once a request, by title and page. Missing and another workspace's look the same. */
const readImport = cache(async (id: string): Promise<ImportDetail> => {
  const { ctx } = await requireSession();
  return getImport(ctx, { id }).catch(refuse);
});

function refuse(error: unknown): never {
  if (error instanceof DomainError && (error.code === 'not_found' || error.code === 'invalid')) notFound();
  throw error;
}

import type { StartedTally } from '#domain/automations/act-on-many.ts';
import type { FittedMapping } from '#domain/imports/list-mappings.ts';
import type { PlanChoices } from '#domain/imports/list-plan-choices.ts';
import type { RowsShown } from '#domain/imports/rows-shown.ts';
import type { Upload } from '#domain/imports/start-upload.ts';
import type { ImportDetail, SubjectChoices } from '#domain/imports/types.ts';
import type { Action } from '#domain/result.ts';
import { formatDate } from '#lib/dates.ts';
import { momentOf, type Reader } from '#lib/moment.ts';
import { CheckView } from './check-view.tsx';
import { ImportAutomations } from './import-automations.tsx';
import type { Step } from './import-steps.tsx';
import { MapView } from './map-view.tsx';
import { ResultView } from './result-view.tsx';
import { RowsSection } from './rows-section.tsx';
import { SettleView } from './settle-view.tsx';
import type { ImportActions } from './types.ts';
import { UploadView } from './upload-view.tsx';
import { WorkingView } from './working-view.tsx';

type Props = {
  one: ImportDetail;
  step: Step;
  reader: Reader;
  choices: PlanChoices;
  mappings: FittedMapping[];
  subjects: SubjectChoices[];
  rows: RowsShown | null;
  actions: ImportActions;
  startUpload: Action<Upload>;
  /** How far the automations are that it set off; null: it was not asked to, or has not begun. */
  automations: StartedTally | null;
};

/** What an import shows where it stands. */
export function ImportStage(props: Props) {
  const { one, step, choices, mappings, subjects, actions, startUpload } = props;
  const { id, file, plan, forecast, progress } = one;
  if (one.state === 'uploading') {
    return (
      <UploadView
        id={id}
        fileName={one.fileName}
        receivedBytes={one.receivedBytes}
        fileBytes={one.fileBytes}
        startUpload={startUpload}
        discard={actions.discard}
      />
    );
  }
  if (progress) return <Working {...props} progress={progress} />;
  if (step === 'map' && file && plan) {
    return (
      <MapView
        // Another sheet is another file: what was chosen for the first means nothing.
        key={file.sheet}
        id={id}
        file={file}
        plan={plan}
        rowCount={one.rowCount}
        choices={choices}
        mappings={mappings}
        actions={actions}
      />
    );
  }
  if (step === 'settle') return <SettleView id={id} subjects={subjects} settle={actions.settle} />;
  if (step === 'check' && forecast) return <Checked {...props} forecast={forecast} />;
  return <Result {...props} />;
}

function Working({
  one,
  actions,
  progress,
  automations,
}: Props & { progress: NonNullable<ImportDetail['progress']> }) {
  const { startedAt: _, ...far } = progress;
  return (
    <>
      <WorkingView
        id={one.id}
        state={one.state}
        fileName={one.fileName}
        progress={far}
        isCancelAsked={one.isCancelAsked}
        cancel={actions.cancel}
      />
      <ImportAutomations id={one.id} tally={automations} cancel={actions.cancelAutomations} />
    </>
  );
}

function Checked(props: Props & { forecast: NonNullable<ImportDetail['forecast']> }) {
  const { one, choices, reader, actions, forecast } = props;
  return (
    <CheckView
      id={one.id}
      forecast={forecast}
      headers={headersOf(one)}
      choices={choices}
      sameFile={one.sameFile.map(({ id, at, by, counts }) => ({
        id,
        when: momentOf(at, reader).relative,
        by,
        counts,
      }))}
      runsAutomations={one.plan?.runsAutomations ?? false}
      actions={actions}
    />
  );
}

function Result({ one, rows, reader, actions, automations }: Props) {
  const { id, state, counts } = one;
  const isUntouched = !counts || counts.created + counts.updated === 0;
  const address = (cursor: string | null) =>
    `/imports/${id}?rows=${rows?.shown}${cursor ? `&after=${cursor}` : ''}`;
  return (
    <>
      <ResultView
        id={id}
        state={state}
        counts={counts}
        failure={one.failure}
        kept={one.kept}
        undoableUntil={one.undoableUntil && formatDate(one.undoableUntil, reader.locale, reader.timeZone)}
        mayDiscard={state === 'failed' && isUntouched}
        shown={rows?.shown ?? null}
        actions={actions}
      />
      <ImportAutomations id={id} tally={automations} cancel={actions.cancelAutomations} />
      {rows && (
        <RowsSection
          id={id}
          shown={rows.shown}
          rows={rows.rows}
          headers={headersOf(one)}
          nextHref={rows.next && address(rows.next)}
          firstHref={rows.isLaterPage ? address(null) : null}
        />
      )}
    </>
  );
}

function headersOf({ file }: ImportDetail): string[] {
  return file?.columns.map(({ header }) => header) ?? [];
}

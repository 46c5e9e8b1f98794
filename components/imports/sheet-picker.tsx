'use client';

import { useTranslations } from 'next-intl';
import { useAction } from '#components/forms/use-action.ts';
import { useProblems } from '#components/forms/use-problems.ts';
import { Field } from '#components/ui/field.tsx';
import { Select } from '#components/ui/select.tsx';
import { useToast } from '#components/ui/toast.tsx';
import type { FileFacts } from '#domain/imports/types.ts';
import type { ImportActions } from './types.ts';

type Props = { id: number; file: FileFacts; choose: ImportActions['chooseSheet'] };

/** Which sheet of a workbook is meant; nothing where there is only one. */
export function SheetPicker({ id, file, choose }: Props) {
  const t = useTranslations('imports');
  const toast = useToast();
  const problems = useProblems();
  const { run, pending } = useAction(choose);
  if (file.sheets.length < 2) return null;
  return (
    <Field label={t('sheet')} hint={t('sheetHint')} className="max-w-[320px]">
      <Select
        name="sheet"
        value={file.sheet ?? ''}
        disabled={pending}
        onChange={async (event) => {
          const result = await run({ id, sheet: event.target.value });
          if (!result.ok) toast({ title: problems.sentence(result), tone: 'danger' });
        }}
      >
        {file.sheets.map((sheet) => (
          <option key={sheet} value={sheet}>
            {sheet}
          </option>
        ))}
      </Select>
    </Field>
  );
}

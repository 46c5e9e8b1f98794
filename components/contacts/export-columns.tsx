import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import type { ExportColumn } from '#domain/exports/columns.ts';

type Props = { columns: ExportColumn[]; chosen: string[]; onChange: (keys: string[]) => void };

/** The columns of the file, in its order: what all contacts have, then custom fields. */
export function ExportColumns({ columns, chosen, onChange }: Props) {
  const t = useTranslations('contacts.export');
  const keys = columns.map(({ key }) => key);
  const custom = columns.filter(({ key }) => key.startsWith('field:'));
  const facts = columns.filter((column) => !custom.includes(column));
  const toggle = (key: string, isOn: boolean) =>
    onChange(keys.filter((one) => (one === key ? isOn : chosen.includes(one))));
  const part = (legend: string, some: ExportColumn[]) => (
    <fieldset className="export-columns">
      <legend>{legend}</legend>
      {some.map(({ key, title }) => (
        <Checkbox
          key={key}
          label={title}
          checked={chosen.includes(key)}
          onChange={(event) => toggle(key, event.target.checked)}
        />
      ))}
    </fieldset>
  );
  return (
    <>
      <div className="export-all">
        <p role="status">{t('chosen', { count: chosen.length, of: keys.length })}</p>
        <Button size="small" variant="quiet" onClick={() => onChange(keys)}>
          {t('chooseAll')}
        </Button>
        <Button size="small" variant="quiet" onClick={() => onChange([])}>
          {t('chooseNone')}
        </Button>
      </div>
      {part(t('columns'), facts)}
      {custom.length > 0 && part(t('fields'), custom)}
    </>
  );
}

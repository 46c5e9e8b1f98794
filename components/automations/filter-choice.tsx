import { ListFilter, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useFilterTools } from '#components/forms/filter-context.ts';
import { Button } from '#components/ui/button.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';

type Props = { label: string; none: string; filter: string; onChange: (filter: string) => void };

/** A filter in words, made in the builder that lists use. */
export function FilterChoice({ label, none, filter, onChange }: Props) {
  const t = useTranslations('automations');
  const tools = useFilterTools();

  async function edit() {
    const made = await tools.edit(filter);
    if (made !== null) onChange(made);
  }

  return (
    <fieldset className="field">
      <legend className="field-label">{label}</legend>
      <div className="flow-filter">
        <p className="min-w-0 flex-1">{filter ? tools.words(filter) : none}</p>
        <Button size="small" onClick={edit} aria-haspopup="dialog">
          <ListFilter />
          {t(filter ? 'changeFilter' : 'addFilter')}
        </Button>
        {filter && (
          <IconButton size="small" label={t('clearFilter')} onClick={() => onChange('')}>
            <X />
          </IconButton>
        )}
      </div>
    </fieldset>
  );
}

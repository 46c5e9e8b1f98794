import { useTranslations } from 'next-intl';
import { Button, ButtonLink } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Select } from '#components/ui/select.tsx';
import { ACTOR_KINDS } from '#db/values.ts';
import { type AuditFilter, auditParams, EVENT_KINDS, RECORD_KINDS, whoParam } from '#domain/audit/filter.ts';

type Props = { filter: AuditFilter; actors: { id: number; name: string }[] };

/** A form that the browser itself sends: the address is the filter. */
export function AuditFilters({ filter, actors }: Props) {
  const t = useTranslations('audit');
  const isFiltered = auditParams(filter).size > 0;
  return (
    <form className="audit-filters" action="/settings/audit" key={auditParams(filter).toString()}>
      {filter.change && <input type="hidden" name="change" value={filter.change} />}
      <Field className="audit-filter" label={t('from')}>
        <Input type="date" name="from" min="1900-01-01" max="2199-12-31" defaultValue={filter.from ?? ''} />
      </Field>
      <Field className="audit-filter" label={t('to')}>
        <Input type="date" name="to" min="1900-01-01" max="2199-12-31" defaultValue={filter.to ?? ''} />
      </Field>
      <Who filter={filter} actors={actors} />
      <Field className="audit-filter" label={t('columns.act')}>
        <Select name="act" defaultValue={filter.act ?? ''}>
          <option value="">{t('anyAct')}</option>
          {EVENT_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {t(`kinds.${kind}`)}
            </option>
          ))}
        </Select>
      </Field>
      <Field className="audit-filter" label={t('columns.recordKind')}>
        <Select name="record" defaultValue={filter.record ?? ''}>
          <option value="">{t('anyRecord')}</option>
          {RECORD_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {t(`records.${kind}`)}
            </option>
          ))}
        </Select>
      </Field>
      <Field className="audit-filter" label={t('recordId')}>
        <Input
          name="id"
          inputMode="numeric"
          pattern="[0-9]*"
          defaultValue={filter.id ?? ''}
          className="audit-id"
        />
      </Field>
      <div className="audit-filter-buttons">
        <Button type="submit">{t('filter')}</Button>
        {isFiltered && (
          <ButtonLink variant="quiet" href="/settings/audit">
            {t('clear')}
          </ButtonLink>
        )}
      </div>
    </form>
  );
}

function Who({ filter, actors }: Props) {
  const t = useTranslations('audit');
  const words = useTranslations('events.actors');
  return (
    <Field className="audit-filter" label={t('columns.actor')}>
      <Select name="who" defaultValue={whoParam(filter.who) ?? ''}>
        <option value="">{t('anybody')}</option>
        {actors.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
        {ACTOR_KINDS.filter((kind) => kind !== 'member').map((kind) => (
          <option key={kind} value={kind}>
            {words(kind)}
          </option>
        ))}
      </Select>
    </Field>
  );
}

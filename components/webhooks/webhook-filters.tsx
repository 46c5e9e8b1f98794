import { useTranslations } from 'next-intl';
import { Button, ButtonLink } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { Select } from '#components/ui/select.tsx';
import { WEBHOOK_KINDS } from '#db/whatsapp-values.ts';
import { WEBHOOK_STATES, type WebhookFilter, webhookParams } from '#domain/webhooks/filter.ts';

type Props = { filter: WebhookFilter; numbers: { id: number; name: string }[] };

/** A form that the browser itself sends: the address is the filter. */
export function WebhookFilters({ filter, numbers }: Props) {
  const t = useTranslations('webhooks');
  const key = webhookParams(filter).toString();
  return (
    <form className="webhook-filters" action="/settings/whatsapp/events" key={key}>
      <Field label={t('columns.outcome')}>
        <Select name="state" defaultValue={filter.state ?? ''}>
          <option value="">{t('anyOutcome')}</option>
          {WEBHOOK_STATES.map((state) => (
            <option key={state} value={state}>
              {t(`states.${state}`)}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={t('columns.kind')}>
        <Select name="kind" defaultValue={filter.kind ?? ''}>
          <option value="">{t('anyKind')}</option>
          {WEBHOOK_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {t(`kinds.${kind}`)}
            </option>
          ))}
        </Select>
      </Field>
      {numbers.length > 1 && (
        <Field label={t('columns.number')}>
          <Select name="number" defaultValue={filter.number ?? ''}>
            <option value="">{t('anyNumber')}</option>
            {numbers.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
      )}
      <div className="webhook-filter-buttons">
        <Button type="submit">{t('filter')}</Button>
        {key !== '' && (
          <ButtonLink variant="quiet" href="/settings/whatsapp/events">
            {t('clear')}
          </ButtonLink>
        )}
      </div>
    </form>
  );
}

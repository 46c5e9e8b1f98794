import { useTranslations } from 'next-intl';
import { Button, ButtonLink } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { SegmentedLinks } from '#components/ui/segmented.tsx';
import { Select } from '#components/ui/select.tsx';
import { RUN_STATES, type RunState } from '#db/automation-values.ts';
import { RUNS_COUNTED } from '#domain/automations/run-counts.ts';
import {
  EVERY_RUN,
  RUN_LISTS,
  type RunsFilter,
  runsHref,
  runsParams,
} from '#domain/automations/runs-filter.ts';

type Props = { automationId: number; filter: RunsFilter; totals: Record<RunState, number> };

/** A form that the browser itself sends: the address is the filter. */
export function RunFilters({ automationId, filter, totals }: Props) {
  const t = useTranslations('runs');
  const { list, state, contactId, from, to } = filter;
  const path = `/automations/${automationId}/runs`;
  const none = { ...EVERY_RUN, list };
  const isFiltered = [state, contactId, from, to].some((one) => one !== null);
  const count = (one: RunState) =>
    totals[one] > RUNS_COUNTED ? t('many', { count: RUNS_COUNTED }) : t('some', { count: totals[one] });
  return (
    <>
      <SegmentedLinks
        label={t('lists')}
        value={list}
        options={RUN_LISTS.map((one) => ({
          value: one,
          label: t(`list.${one}`),
          href: runsHref(automationId, { ...none, list: one, contactId }),
        }))}
      />
      <form className="run-filters" action={path} key={runsParams(filter).toString()}>
        {list !== 'runs' && <input type="hidden" name="list" value={list} />}
        {contactId !== null && <input type="hidden" name="contact" value={contactId} />}
        {list === 'runs' && (
          <Field label={t('columns.state')}>
            <Select name="state" defaultValue={state ?? ''}>
              <option value="">{t('anyState')}</option>
              {RUN_STATES.map((one) => (
                <option key={one} value={one}>
                  {t(`states.${one}`)} ({count(one)})
                </option>
              ))}
            </Select>
          </Field>
        )}
        <Field label={t('from')}>
          <Input type="date" name="from" min="1900-01-01" max="2199-12-31" defaultValue={from ?? ''} />
        </Field>
        <Field label={t('to')}>
          <Input type="date" name="to" min="1900-01-01" max="2199-12-31" defaultValue={to ?? ''} />
        </Field>
        <div className="run-filter-buttons">
          <Button type="submit">{t('filter')}</Button>
          {isFiltered && (
            <ButtonLink variant="quiet" href={runsHref(automationId, none)}>
              {t('clear')}
            </ButtonLink>
          )}
        </div>
      </form>
    </>
  );
}

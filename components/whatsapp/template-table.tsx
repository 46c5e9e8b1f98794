import { useTranslations } from 'next-intl';
import { Badge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { Clipped } from '#components/ui/clipped.tsx';
import { type Column, Table } from '#components/ui/table.tsx';
import type { ListedTemplate } from '#domain/whatsapp/list-templates.ts';

/** What tells one template from all others. */
export const keyOf = ({ accountId, name, language }: ListedTemplate) => `${accountId}~${name}~${language}`;

type Props = { templates: ListedTemplate[]; onShow: (key: string) => void };

/** One line a template; its whole look is behind the button. */
export function TemplateTable({ templates, onShow }: Props) {
  const t = useTranslations('whatsapp');
  const columns = [...useFactColumns(), useShowColumn(onShow)];
  return <Table caption={t('templates')} columns={columns} rows={templates} rowKey={keyOf} />;
}

const TONES: Record<string, 'accent' | 'warning' | 'danger'> = {
  APPROVED: 'accent',
  REJECTED: 'danger',
  DISABLED: 'danger',
  PAUSED: 'warning',
};

function useFactColumns(): Column<ListedTemplate>[] {
  const t = useTranslations('whatsapp');
  return [
    {
      key: 'name',
      header: t('columns.name'),
      isRowHeader: true,
      card: 'title',
      width: '200px',
      cell: ({ name }) => <Clipped text={name} className="font-medium" />,
    },
    {
      key: 'language',
      header: t('columns.language'),
      width: '88px',
      card: 'meta',
      cell: ({ language }) => language,
    },
    {
      key: 'status',
      header: t('columns.status'),
      width: '128px',
      card: 'aside',
      cell: ({ status }) => <Status status={status} />,
    },
    {
      key: 'category',
      header: t('columns.category'),
      width: '120px',
      cell: ({ category }) => t(`categories.${category}`),
    },
    {
      key: 'preview',
      header: t('columns.preview'),
      cell: (template) => <Clipped text={bodyOf(template)} className="text-foreground-muted" />,
    },
  ];
}

function Status({ status }: { status: string }) {
  const t = useTranslations('whatsapp');
  const tone = TONES[status];
  return (
    <Badge {...(tone && { tone })}>{t.has(`statuses.${status}`) ? t(`statuses.${status}`) : status}</Badge>
  );
}

function bodyOf({ components }: ListedTemplate): string {
  const body = components.find(({ type }) => type === 'body');
  return body?.type === 'body' ? body.text : '';
}

function useShowColumn(onShow: Props['onShow']): Column<ListedTemplate> {
  const t = useTranslations('whatsapp');
  return {
    key: 'actions',
    header: <span className="sr-only">{t('columns.action')}</span>,
    width: '80px',
    card: 'end',
    cell: (template) => (
      <Button
        size="small"
        onClick={() => onShow(keyOf(template))}
        aria-label={t('showNamed', { name: template.name, language: template.language })}
      >
        {t('show')}
      </Button>
    ),
  };
}

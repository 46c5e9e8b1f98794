import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';
import { Time } from '#components/ui/time.tsx';
import type { Definition } from '#domain/automations/types.ts';
import type { VersionView } from './types.ts';

type Props = { versions: VersionView[]; current: number; onTake: (definition: Definition) => void };

/** What the automation was before; an older version can be taken up again, to be looked at and saved. */
export function VersionCard({ versions, current, onTake }: Props) {
  const t = useTranslations('automations');
  return (
    <section className="flow-panel" aria-labelledby="versions-title">
      <h2 id="versions-title" className="flow-panel-title">
        {t('versions')}
      </h2>
      <ol className="flow-versions">
        {versions.map(({ number, definition, created, byName }) => (
          <li key={number} className="flow-version">
            <span className="min-w-0 flex-1">
              <span className="block font-medium">{t('versionNumber', { number })}</span>
              <span className="field-hint">
                <Time dateTime={created.iso} relative={created.relative} exact={created.exact} />
                {byName && ` · ${byName}`}
              </span>
            </span>
            {number === current ? (
              <span className="field-hint">{t('currentVersion')}</span>
            ) : (
              <Button
                size="small"
                aria-label={t('takeVersionNamed', { number })}
                onClick={() => onTake(definition)}
              >
                {t('takeVersion')}
              </Button>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

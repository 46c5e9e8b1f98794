import { ArrowDown, CornerLeftUp, TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Fragment } from 'react';
import type { Link as Chain, Cycle } from '#domain/automations/cycle-rules.ts';
import type { Outlook } from './types.ts';
import { useTrouble } from './use-trouble.ts';

type Props = { outlook: Outlook; id: number; onGo?: (at: string) => void };

/** What is missing, the circles it would close, or what it would set off. */
export function OutlookView({ outlook, id, onGo }: Props) {
  const t = useTranslations('automations');
  const { problems, cycles, links } = outlook;
  if (problems.length > 0) return <Missing outlook={outlook} id={id} onGo={onGo} />;
  if (cycles.length > 0)
    return (
      <div className="notice notice-warning" role="alert">
        <TriangleAlert className="lucide" aria-hidden />
        <div className="min-w-0 flex-1">
          <p className="font-medium">{t('circleTitle')}</p>
          <p>{t('circleBody')}</p>
          {cycles.map((cycle, index) => (
            <Circle key={index} cycle={cycle} />
          ))}
        </div>
      </div>
    );
  const onwards = named(links.filter(({ from }) => from.id === id).map(({ to }) => to.name));
  const before = named(
    links.filter(({ to, from }) => to.id === id && from.id !== id).map(({ from }) => from.name),
  );
  return (
    <>
      <p>{t('onBody')}</p>
      {onwards.length + before.length > 0 ? (
        <>
          {onwards.length > 0 && <Names title={t('setsOff')} names={onwards} />}
          {before.length > 0 && <Names title={t('setOffBy')} names={before} />}
        </>
      ) : (
        <p className="field-hint">{t('alone')}</p>
      )}
    </>
  );
}

const named = (names: string[]) => [...new Set(names)];

function Names({ title, names }: { title: string; names: string[] }) {
  return (
    <section>
      <p className="font-medium">{title}</p>
      <ul className="list-disc ps-5">
        {names.map((name) => (
          <li key={name} className="wrap-anywhere">
            {name}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Missing({ outlook: { problems }, id, onGo }: Props) {
  const t = useTranslations('automations');
  const places = named(problems.map(({ at }) => at));
  const trouble = useTrouble();
  const words = (at: string) => trouble(problems.filter((one) => one.at === at));
  return (
    <>
      <p>{t('missingTitle', { count: problems.length })}</p>
      <ul className="flow-missing">
        {places.map((at) => (
          <li key={at}>
            {onGo ? (
              <button type="button" className="link text-start" onClick={() => onGo(at)}>
                {words(at)}
              </button>
            ) : (
              words(at)
            )}
          </li>
        ))}
      </ul>
      {!onGo && (
        <Link href={`/automations/${id}`} className="link">
          {t('openEditor')}
        </Link>
      )}
    </>
  );
}

/** The automations one below the other, what each does to set the next off between them, and the way back to the first. */
function Circle({ cycle: { path } }: { cycle: Cycle }) {
  const t = useTranslations('automations');
  return (
    <ol className="circle">
      {path.map((link, index) => (
        <Fragment key={index}>
          <li className="circle-one">
            <Link href={`/automations/${link.from.id}`} className="link wrap-anywhere">
              {link.from.name}
            </Link>
          </li>
          <li className="circle-way">
            {index === path.length - 1 ? <CornerLeftUp aria-hidden /> : <ArrowDown aria-hidden />}
            <span>
              <Effect link={link} />
              {index === path.length - 1 && ` · ${t('andAgain', { name: link.to.name })}`}
            </span>
          </li>
        </Fragment>
      ))}
    </ol>
  );
}

function Effect({ link: { effect } }: { link: Chain }) {
  const t = useTranslations('automations');
  return t(`effects.${effect.kind}`);
}

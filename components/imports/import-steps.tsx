import { Check } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { classNames } from '#components/ui/class-names.ts';
import type { ImportState } from '#db/values.ts';
import type { ImportDetail } from '#domain/imports/types.ts';

const STEPS = ['upload', 'map', 'settle', 'check', 'run'] as const;
export type Step = (typeof STEPS)[number];

const STEP_OF: Record<ImportState, Step> = {
  uploading: 'upload',
  reading: 'upload',
  mapping: 'map',
  settling: 'settle',
  checking: 'check',
  ready: 'check',
  queued: 'run',
  running: 'run',
  done: 'run',
  cancelled: 'run',
  failed: 'run',
  undoing: 'run',
  undone: 'run',
};

/** States in which a person may walk back to an earlier step. */
const WALKABLE: readonly ImportState[] = ['mapping', 'settling', 'ready'];

type Stood = Pick<ImportDetail, 'state' | 'file' | 'counts'>;

/** Where an import stands; one that failed, where it failed. */
function stepOf({ state, file, counts }: Stood): Step {
  if (state !== 'failed') return STEP_OF[state];
  if (!file) return 'upload';
  return counts ? 'run' : 'check';
}

/** The step that is shown: the one asked for, where it lies behind, or the import's own. */
export function stepShown(one: Stood, asked: string | undefined): Step {
  const own = stepOf(one);
  const wanted = STEPS.find((step) => step === asked);
  const isBehind = wanted && STEPS.indexOf(wanted) < STEPS.indexOf(own) && wanted !== 'upload';
  return isBehind && WALKABLE.includes(one.state) ? wanted : own;
}

type Props = { one: ImportDetail; shown: Step };

/** The way of a file through the import, and back. */
export function ImportSteps({ one, shown }: Props) {
  const t = useTranslations('imports');
  const { id, state } = one;
  const reached = STEPS.indexOf(stepOf(one));
  const isOver = ['done', 'undone', 'cancelled'].includes(state);
  return (
    <ol className="import-steps" aria-label={t('steps.label')}>
      {STEPS.map((step, index) => {
        const isDone = index < reached || (isOver && index === reached);
        const isLinked = WALKABLE.includes(state) && step !== 'upload' && index <= reached && step !== shown;
        const word = t(`steps.${step}`);
        return (
          <li
            key={step}
            className={classNames('import-step', isDone && 'is-done')}
            aria-current={step === shown ? 'step' : undefined}
          >
            <span className="import-step-mark" aria-hidden>
              {isDone ? <Check /> : index + 1}
            </span>
            {isLinked ? (
              <Link
                prefetch={false}
                href={index === reached ? `/imports/${id}` : `/imports/${id}?step=${step}`}
                className="quiet-link"
              >
                {word}
              </Link>
            ) : (
              <span>{word}</span>
            )}
            {isDone && <span className="sr-only"> ({t('steps.done')})</span>}
          </li>
        );
      })}
    </ol>
  );
}

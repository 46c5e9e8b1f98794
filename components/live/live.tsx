import { Connection } from './connection.tsx';
import { Refresher } from './refresher.tsx';
import type { LiveMessage } from './stream.ts';

const COUNTED_MS = 10_000;

/** Keeps this window connected; stands once in the frame. */
export function LiveConnection() {
  return <Connection since={Date.now()} />;
}

type Props = {
  subjects: LiveMessage['subject'][];
  /** What changes all the time and is only counted here: the page follows within ten seconds. */
  counted?: LiveMessage['subject'][];
};

/** Keeps the page it stands on as the server has it: reads its data again when something of `subjects` changed. */
export function LiveRefresh({ subjects, counted }: Props) {
  return (
    <>
      <Refresher subjects={subjects} since={Date.now()} />
      {counted && <Refresher subjects={counted} since={Date.now()} gather={COUNTED_MS} />}
    </>
  );
}

import { Connection } from './connection.tsx';
import { Refresher } from './refresher.tsx';
import type { LiveMessage } from './stream.ts';

/** Keeps this window connected; stands once in the frame. */
export function LiveConnection() {
  return <Connection since={Date.now()} />;
}

/** Keeps the page it stands on as the server has it: reads its data again when something of `subjects` changed. */
export function LiveRefresh({ subjects }: { subjects: LiveMessage['subject'][] }) {
  return <Refresher subjects={subjects} since={Date.now()} />;
}

'use client';

import { useNonce } from './nonce.tsx';

/** A style element that the page's policy lets through, on first load and after moving between pages alike. */
export function StyleText({ css }: { css: string }) {
  // Browsers hide the nonce from scripts, so hydration sees an empty one.
  return <style nonce={useNonce()} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: css }} />;
}

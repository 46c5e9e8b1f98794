const BODY_MAX = 1_000;

/** What a notification keeps of a text: variables may have made it longer than anybody reads. */
export function noticeBody(text: string): string {
  const letters = [...text.trim()];
  return letters.length <= BODY_MAX ? letters.join('') : `${letters.slice(0, BODY_MAX - 1).join('')}…`;
}

/** No vowels (words), and of letters and digits that look alike only one each. */
const LETTERS = 'CDFHJKMNPQRTVWXY';
const DIGITS = '23456789';
const LENGTH = 5;

/**
 * A short code of five capitals and digits, at least one of each, so that no word and no price is one. `random` gives whole numbers from 0 to
 * below its argument.
 */
export function makeCode(random: (below: number) => number): string {
  const all = LETTERS + DIGITS;
  for (;;) {
    const code = Array.from({ length: LENGTH }, () => all[random(all.length)]).join('');
    if (/\d/.test(code) && /\D/.test(code)) return code;
  }
}

/** What the person sends: the greeting with the code behind it. */
export function prefilledText(greeting: string, code: string): string {
  return `${greeting} (ref ${code})`.trim();
}

/** The address that opens WhatsApp with the text filled in; `phone` in E.164 digits. */
export function linkAddress({
  phone,
  greeting,
  code,
}: {
  phone: string;
  greeting: string;
  code: string;
}): string {
  return `https://wa.me/${phone}?text=${encodeURIComponent(prefilledText(greeting, code))}`;
}

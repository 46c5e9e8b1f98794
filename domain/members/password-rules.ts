import type { FieldProblem } from '../errors.ts';

const PASSWORD_MIN = 8;
export const PASSWORD_MAX = 200;

// What is tried first against Brazilian accounts; five guesses in 15 minutes still reach these.
const COMMON = new Set(
  'password password1 passw0rd senha123 senha1234 senha12345 mudar123 brasil123 qwerty123 qwertyuiop abcd1234 abc12345 1q2w3e4r 1q2w3e4r5t admin123 12341234 iloveyou flamengo corinthians palmeiras'.split(
    ' ',
  ),
);

/**
 * Why a new password is refused, or null. Length is what counts; beyond it only what anybody would guess: one repeated sign, a run of
 * neighbours, a common password, the person's own e-mail address.
 */
export function passwordProblem(password: unknown, email: string): FieldProblem | null {
  if (typeof password !== 'string' || password === '') return { code: 'required' };
  const length = Array.from(password).length;
  if (length < PASSWORD_MIN) return { code: 'password_too_short', params: { min: PASSWORD_MIN } };
  if (length > PASSWORD_MAX) return { code: 'too_long', params: { max: PASSWORD_MAX } };
  const plain = password.toLowerCase();
  const guessable =
    COMMON.has(plain) || isRun(plain) || (email !== '' && [email, email.split('@')[0]].includes(plain));
  return guessable ? { code: 'password_guessable' } : null;
}

/** "aaaaaaaa", "12345678", "87654321": each sign the same step from the one before. */
function isRun(text: string): boolean {
  const codes = Array.from(text, (sign) => sign.codePointAt(0) ?? 0);
  const steps = new Set(codes.slice(1).map((code, index) => code - (codes[index] ?? 0)));
  return steps.size === 1 && Math.abs([...steps][0] ?? 2) <= 1;
}

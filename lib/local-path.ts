const HERE = 'http://here.invalid';
const longest = 2000;
// biome-ignore lint/suspicious/noControlCharactersInRegex: browsers drop tabs and line ends inside addresses
const misread = /[\u0000-\u0020\u007f\\]/;

/**
 * Where to go after signing in: the path, query and fragment of `wanted` if it is a path of this site or, given `origin`
 * (such as `https://crm.example.com`), a whole address on it; else "/". The result always starts with exactly one slash.
 */
export function localPath(wanted: unknown, origin?: string): string {
  if (typeof wanted !== 'string' || wanted.length > longest || misread.test(wanted)) return '/';
  const isPath = wanted.startsWith('/') && !wanted.startsWith('//');
  const isOurs = origin !== undefined && wanted.startsWith(`${origin}/`);
  if (!isPath && !isOurs) return '/';
  const url = URL.parse(wanted, HERE);
  if (!url || (url.origin !== HERE && url.origin !== origin)) return '/';
  const path = url.pathname + url.search + url.hash;
  // "/.//evil.com" only becomes "//evil.com" once its dots are resolved.
  return path.startsWith('//') ? '/' : path;
}

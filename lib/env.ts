import { z } from 'zod';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
const OIDC_NAMES = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'OIDC_NAME'] as const;

const databaseUrl = z
  .string()
  .refine(isDatabaseUrl, 'must look like postgres://user:password@host:5432/database');
const webAddress = z.string().refine(isWebAddress, 'must be an address that starts with http:// or https://');

const variables = z.object({
  PORT: z.string().default('3000').refine(isPort, 'must be a whole number from 1 to 65535').transform(Number),
  HOST: z
    .string()
    .default('127.0.0.1')
    .refine((host) => /^[\w.:%-]+$/.test(host), 'must be a name or address of this machine, such as 0.0.0.0'),
  DATA_DIR: z.string().default('.data'),
  DATABASE_URL: databaseUrl.optional(),
  DATABASE_DIRECT_URL: databaseUrl.optional(),
  DATABASE_REPLICA_URLS: z
    .string()
    .default('')
    .transform((list) =>
      list
        .split(',')
        .map((url) => url.trim())
        .filter(Boolean),
    )
    .refine((urls) => urls.every(isDatabaseUrl), 'must be postgres:// addresses with commas between them'),
  APP_URL: webAddress
    .refine((url) => !isWebAddress(url) || isOrigin(url), 'must end after the host and port, without a path')
    .transform((url) => new URL(url).origin)
    .optional(),
  AUTH_SECRET: z
    .string()
    .min(32, 'must be at least 32 characters, such as `openssl rand -base64 32` prints')
    .optional(),
  ENCRYPTION_KEY: z
    .string()
    .refine(isKey, 'must be 32 bytes in base64, as `openssl rand -base64 32` prints')
    .optional(),
  META_APP_SECRET: z.string().optional(),
  META_VERIFY_TOKEN: z.string().optional(),
  META_GRAPH_URL: webAddress.default('https://graph.facebook.com'),
  META_GRAPH_VERSION: z
    .string()
    .default('v26.0')
    .refine((version) => /^v\d+\.\d+$/.test(version), 'must look like v26.0'),
  SMTP_URL: z
    .string()
    .refine(isMailServer, 'must look like smtps://user:password@smtp.example.com:465')
    .optional(),
  SMTP_FROM: z
    .string()
    .refine(
      (from) => /^[^\r\n]*[^\s@<>]+@[^\s@<>]+>?$/.test(from),
      'must be an e-mail address, perhaps as Name <address>',
    )
    .optional(),
  ALLOW_PRIVATE_WEBHOOKS: z
    .enum(['0', '1'], 'must be 0 or 1')
    .default('0')
    .transform((value) => value === '1'),
  TRUST_PROXY: z
    .enum(['0', '1'], 'must be 0 or 1')
    .default('0')
    .transform((value) => value === '1'),
  OIDC_ISSUER: webAddress.optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_NAME: z.string().optional(),
  DEMO: z.enum(['0', '1'], 'must be 0 or 1').optional(),
  CHROMIUM_PATH: z.string().optional(),
  LOG_LEVEL: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`).default('info'),
});

/** Every variable that is read here. */
export const ENV_NAMES: readonly string[] = Object.keys(variables.shape);

/** The settings as the person gave them, with defaults. `.env.example` explains each. */
export type Env = Omit<z.infer<typeof variables>, 'DEMO' | 'APP_URL'> & { DEMO: boolean; APP_URL: string };

/** The settings of a running server process: the launcher has filled in what may be left out. */
export type ServerEnv = Env & { DATABASE_URL: string; AUTH_SECRET: string; ENCRYPTION_KEY: string };

/** Mistakes in the environment: `lines` holds one sentence for each, the message all of them. */
export class EnvError extends Error {
  override name = 'EnvError';
  readonly lines: string[];

  constructor(lines: string[]) {
    super(lines.join('\n'));
    this.lines = lines;
  }
}

/**
 * Checks the environment and fills in defaults. An empty value counts as none.
 *
 * @throws EnvError with one line for each mistake, never quoting the value (it may be a secret)
 */
export function readEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value?.trim()));
  const parsed = variables.safeParse(given);
  const lines = parsed.error?.issues.map((issue) => `${issue.path.join('.')} ${issue.message}.`) ?? [];
  if (given.SMTP_FROM && !given.SMTP_URL) lines.push('SMTP_URL must be set too, as SMTP_FROM is.');
  const missing = OIDC_NAMES.filter((name) => !given[name]);
  if (missing.length > 0 && missing.length < OIDC_NAMES.length) {
    lines.push(`${missing.join(', ')} must be set too, as other OIDC_ variables are.`);
  }
  if (!parsed.success || lines.length > 0) throw new EnvError(lines);
  const env = parsed.data;
  return {
    ...env,
    APP_URL: env.APP_URL ?? localAddress(env.HOST, env.PORT),
    // A database of one's own gets no demo people with a well-known password unless asked for.
    DEMO: env.DEMO ? env.DEMO === '1' : !env.DATABASE_URL,
  };
}

let remembered: ServerEnv | undefined;

/**
 * The settings of this process (web or worker), checked once.
 *
 * @throws EnvError as `readEnv`, or when what the launcher fills in is missing
 */
export function env(): ServerEnv {
  remembered ??= requireFilledIn(readEnv(process.env));
  return remembered;
}

function requireFilledIn(read: Env): ServerEnv {
  const { DATABASE_URL, AUTH_SECRET, ENCRYPTION_KEY } = read;
  if (DATABASE_URL && AUTH_SECRET && ENCRYPTION_KEY)
    return { ...read, DATABASE_URL, AUTH_SECRET, ENCRYPTION_KEY };
  const names = Object.entries({ DATABASE_URL, AUTH_SECRET, ENCRYPTION_KEY }).filter(([, value]) => !value);
  throw new EnvError(names.map(([name]) => `${name} must be set; \`npm start\` does it by itself.`));
}

/** What a browser on this machine opens; other machines need APP_URL to say. */
function localAddress(host: string, port: number): string {
  const local = ['127.0.0.1', '0.0.0.0', '::', '::1', 'localhost'].includes(host);
  const name = local ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return new URL(`http://${name}:${port}`).origin;
}

function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535;
}

function isDatabaseUrl(text: string): boolean {
  const url = URL.parse(text);
  return (
    url !== null && /^postgres(ql)?:$/.test(url.protocol) && url.hostname !== '' && url.pathname.length > 1
  );
}

function isWebAddress(text: string): boolean {
  return /^https?:$/.test(URL.parse(text)?.protocol ?? '');
}

function isMailServer(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^smtps?:$/.test(url.protocol) && url.hostname !== '';
}

function isOrigin(text: string): boolean {
  const url = new URL(text);
  return url.pathname === '/' && !url.search && !url.hash && !url.username;
}

function isKey(text: string): boolean {
  return Buffer.from(text, 'base64').length === 32;
}

import { createTransport } from 'nodemailer';
import { env } from '#lib/env.ts';
import { again, type Outcome } from './outcome-rules.ts';
import type { EmailPayload } from './payload.ts';
import { keptText } from './said-rules.ts';

const TIMEOUT_MS = 20_000;
/** For the whole of one try: a server that always says a little more would hold its lane beyond what a dead worker is given. */
const DEADLINE_MS = 45_000;

/** What is kept of what a server says. */
const ANSWER_MAX = 500;

/** Whether this server can send e-mails: `SMTP_URL` is set. */
export function isEmailSetUp(): boolean {
  return env().SMTP_URL !== undefined;
}

/** Hands one e-mail to the mail server. Tried again it has the same Message-ID: mailboxes show it once. Never throws for what the server does. */
export async function sendEmail(
  { to, subject, text, html }: EmailPayload,
  { requestId, attempts }: { requestId: string; attempts: number },
  deadlineMs = DEADLINE_MS,
): Promise<Outcome> {
  const { SMTP_URL, SMTP_FROM, APP_URL } = env();
  if (!SMTP_URL) return { is: 'failed', answer: { error: 'no_smtp' } };
  const { hostname } = new URL(APP_URL);
  const transport = createTransport({
    ...serverOf(SMTP_URL),
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    socketCloseTimeout: 0,
    // Texts hold what strangers wrote: nothing of them may name a file or an address to fetch.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const deadline = AbortSignal.timeout(deadlineMs);
  try {
    await transport.sendMail({
      from: SMTP_FROM ?? fromOf(SMTP_URL, hostname),
      // As an object: a list or a name in the address is none.
      to: { name: '', address: to },
      subject,
      text,
      html,
      messageId: `<${requestId}@${hostname}>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
      signal: deadline,
    });
    return { is: 'done', answer: { status: 250, body: '' } };
  } catch (error) {
    const { responseCode, code, message } = error as {
      responseCode?: number;
      code?: string;
      message?: string;
    };
    // 5xx: the server will say the same again.
    if (responseCode !== undefined && responseCode >= 500)
      return { is: 'failed', answer: { status: responseCode, body: keptText(message ?? '', ANSWER_MAX) } };
    const why = deadline.aborted ? 'TIMEOUT' : (code ?? 'unknown');
    return again({ error: why }, attempts, null);
  } finally {
    transport.close();
  }
}

function serverOf(smtpUrl: string) {
  const { protocol, hostname, port, username, password } = new URL(smtpUrl);
  const isSecure = protocol === 'smtps:';
  const auth = username && { user: decodeURIComponent(username), pass: decodeURIComponent(password) };
  return {
    host: hostname,
    port: port ? Number(port) : isSecure ? 465 : 587,
    secure: isSecure,
    ...(auth && { auth }),
  };
}

function fromOf(smtpUrl: string, hostname: string): string {
  const user = decodeURIComponent(new URL(smtpUrl).username);
  return user.includes('@') ? user : `chat-bot@${hostname}`;
}

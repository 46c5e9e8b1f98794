import { createServer, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isEmailSetUp, sendEmail } from '#domain/calls/email.ts';
import { useReceiver } from '../../support/receiver.ts';

/** As much of a mail server as one letter needs; `refuses` answers every recipient so. */
const mails: string[] = [];
const recipients: string[] = [];
let refuses = '';
/** Never ends its answer to a recipient, and never falls silent. */
let isTrickling = false;
let server: Server;
let port = 0;

function serve(socket: Socket): void {
  let data: string | null = null;
  socket.write('220 mail\r\n');
  socket.on('data', (chunk) => {
    for (const line of chunk.toString('utf8').split(/(?<=\r\n)/)) {
      if (data !== null) {
        if (line === '.\r\n') {
          mails.push(data);
          data = null;
          socket.write('250 ok\r\n');
        } else data += line;
      } else if (line.startsWith('DATA')) {
        data = '';
        socket.write('354 go on\r\n');
      } else if (line.startsWith('RCPT') && isTrickling) trickle(socket);
      else if (line.startsWith('RCPT') && recipients.push(line.trim()) && refuses)
        socket.write(`${refuses}\r\n`);
      else if (line.startsWith('QUIT')) socket.end('221 bye\r\n');
      else socket.write('250 ok\r\n');
    }
  });
  socket.on('error', () => {});
}

function trickle(socket: Socket): void {
  const timer = setInterval(() => socket.write('250-and more\r\n'), 20);
  socket.on('close', () => clearInterval(timer));
}

beforeAll(async () => {
  server = createServer(serve);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as { port: number }).port;
  process.env.SMTP_URL = `smtp://127.0.0.1:${port}`;
});
afterAll(() => void server.close());
useReceiver({ SMTP_FROM: 'Chat-Bot <crm@empresa.com>', APP_URL: 'https://crm.empresa.com' });

const letter = { to: 'ana@empresa.com', subject: 'Novo lead', text: 'Olá, é você.' };
const as = (attempts = 1) => ({ requestId: '00000000-0000-4000-8000-000000000007', attempts });

test('a letter leaves with its own id, from whom the server says', async () => {
  expect(isEmailSetUp()).toBe(true);
  expect(await sendEmail(letter, as())).toMatchObject({ is: 'done' });
  const mail = mails.at(-1) ?? '';
  expect(mail).toContain('From: "Chat-Bot" <crm@empresa.com>');
  expect(mail).toContain('To: ana@empresa.com');
  expect(mail).toContain('Message-ID: <00000000-0000-4000-8000-000000000007@crm.empresa.com>');
  expect(mail).toContain('Auto-Submitted: auto-generated');
});

test('nothing written by strangers becomes a header or another recipient', async () => {
  recipients.length = 0;
  const subject = 'a\r\nBcc: x@mal.com\r\n\r\nb';
  await sendEmail({ to: 'ana@empresa.com, x@mal.com', subject, text: '.\r\nQUIT' }, as());
  for (const mail of mails) expect(mail).not.toMatch(/^Bcc:/im);
  expect(recipients.length).toBeLessThanOrEqual(1);
});

test.each([
  ['550 no such box', 1, 'failed'],
  ['451 later', 1, 'again'],
  ['451 later', 6, 'failed'],
])('a server that says %s at try %i: %s', async (said, attempts, outcome) => {
  refuses = said;
  expect((await sendEmail(letter, as(attempts))).is).toBe(outcome);
  refuses = '';
});

test('a server that never ends its answer is left at the deadline, and not held any longer', async () => {
  isTrickling = true;
  const connections = () => new Promise((resolve) => server.getConnections((_, total) => resolve(total)));
  expect(await sendEmail(letter, as(), 300)).toMatchObject({ is: 'again', answer: { error: 'TIMEOUT' } });
  await expect.poll(connections).toBe(0);
  isTrickling = false;
});

test('of what a server says nothing is kept that a terminal or a page would obey', async () => {
  refuses = '550 no\u001b[31m such\0 box';
  expect(await sendEmail(letter, as())).toMatchObject({ is: 'failed', answer: { status: 550 } });
  const { answer } = await sendEmail(letter, as());
  // biome-ignore lint/suspicious/noControlCharactersInRegex: finding none is the purpose
  expect(JSON.stringify(answer)).not.toMatch(/[\u0000-\u001f]|\\u00/);
  refuses = '';
});

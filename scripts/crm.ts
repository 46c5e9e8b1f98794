// npm run crm -- <command>: the product's command line for whoever runs the server.
import type { Command } from './crm/command.ts';
import { dbUrlCommand } from './crm/db-url.ts';
import { migrateCommand } from './crm/migrate.ts';
import { seedCommand } from './crm/seed.ts';
import { userCreateCommand } from './crm/user-create.ts';
import { verifyCommand } from './crm/verify.ts';
import { whatsappConnectCommand } from './crm/whatsapp-connect.ts';
import { whatsappListCommand } from './crm/whatsapp-list.ts';
import { whatsappPlayCommand } from './crm/whatsapp-play.ts';
import { LaunchError } from './support/launch-error.ts';
import { report } from './support/progress.ts';

const COMMANDS: Command[] = [
  verifyCommand,
  migrateCommand,
  dbUrlCommand,
  seedCommand,
  userCreateCommand,
  whatsappConnectCommand,
  whatsappListCommand,
  whatsappPlayCommand,
];

function listCommands(): string {
  const lines = COMMANDS.map(({ name, summary }) => `  ${name.padEnd(16)} ${summary}`);
  return `npm run crm -- <command> [options]

${lines.join('\n')}

Each says more with --help. They work on the database at DATABASE_URL, or on the embedded one in
DATA_DIR, which is started for as long as needed.`;
}

function findCommand(args: string[]): { command: Command; rest: string[] } {
  for (const command of COMMANDS) {
    const words = command.name.split(' ');
    if (words.every((word, index) => args[index] === word))
      return { command, rest: args.slice(words.length) };
  }
  const typed = args.filter((arg) => !arg.startsWith('-')).slice(0, 2);
  throw new LaunchError(`There is no command "${typed.join(' ')}": \`npm run crm -- --help\` lists all.`);
}

async function main(args: string[]): Promise<number> {
  if (args.length === 0 || ['--help', '-h', 'help'].includes(args[0] ?? '')) {
    console.log(listCommands());
    return args.length === 0 ? 1 : 0;
  }
  const { command, rest } = findCommand(args);
  if (rest.includes('--help') || rest.includes('-h')) {
    console.log(command.help);
    return 0;
  }
  return command.run(rest);
}

try {
  process.exit(await main(process.argv.slice(2)));
} catch (error) {
  const isOurs = error instanceof LaunchError || (error instanceof Error && error.constructor === Error);
  report(isOurs ? error.message : String(error instanceof Error ? error.stack : error));
  process.exit(1);
}

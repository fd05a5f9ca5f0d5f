import { isIP } from 'node:net';
import { join } from 'node:path';
import { z } from 'zod';
import { Refusal } from './errors.ts';
import { root } from './root.ts';

const port = z.coerce.number().int().min(0).max(65535);
/** `Samspil <nyt@firma.dk>` or an address alone; nothing that could begin another header. */
const sender = z
  .string()
  .regex(/^(?:[^<>"@\p{Cc}]+ <[^<>\s@]+@[^<>\s@]+>|[^<>\s@]+@[^<>\s@]+)$/u, 'must be an address, or a name and <address>');
/** `true`, `false`, or the addresses and networks of the proxies whose word is taken. */
const proxies = z
  .string()
  .refine((text) => ['true', 'false'].includes(text) || text.split(',').every(isNetwork), {
    error: 'must be true, false, or addresses and networks such as 127.0.0.1,10.0.0.0/8',
  })
  .transform((text) => (text === 'true' || text === 'false' ? text === 'true' : text.split(',').map((one) => one.trim())));
const postgres = z.string().regex(/^postgres(ql)?:\/\//, 'must begin with postgres://');

function isNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.trim().split('/');
  const most = { 4: 32, 6: 128 }[isIP(address)] ?? -1;
  return more.length === 0 && most > 0 && (bits === undefined || (/^\d+$/.test(bits) && Number(bits) <= most));
}

/** Every setting: an environment variable with its default, its form and one line of help. `samspil help` prints this table. */
const settings = {
  HOST: { form: z.string().min(1), standard: '127.0.0.1', help: 'address to listen on' },
  PORT: { form: port, standard: '4000', help: 'port to listen on, 0 for any free one' },
  DATA_DIR: { form: z.string().min(1), standard: join(root, 'data'), help: 'where the embedded PostgreSQL keeps its data' },
  FEEDS_DIR: {
    form: z.string().min(1),
    standard: undefined,
    help: 'where feeds may read files, in a folder for each workspace named by its id',
  },
  DATABASE_URL: { form: postgres, standard: undefined, help: 'your own PostgreSQL ≥ 15 instead, as the application role' },
  DATABASE_OWNER_URL: { form: postgres, standard: undefined, help: 'the same database as the owner role, for migrations' },
  PUBLIC_URL: {
    form: z.url({ protocol: /^https?$/ }),
    standard: undefined,
    help: 'the address people open, when a proxy stands in front',
  },
  SMTP_URL: {
    form: z.url({ protocol: /^smtps?$/, error: 'must be smtp://user:password@host:port, or smtps:// for TLS from the start' }),
    standard: undefined,
    secret: true,
    help: 'the mail server that takes news for members, as smtp://user:password@host:port',
  },
  MAIL_FROM: { form: sender, standard: undefined, help: 'whom that mail comes from, as Samspil <news@firma.dk>' },
  TRUST_PROXY: {
    form: proxies,
    standard: 'false',
    help: 'the addresses of the proxies in front whose X-Forwarded-For is believed, with commas between; true believes whoever connects',
  },
  LOG_LEVEL: {
    form: z.enum(['debug', 'info', 'warn', 'error', 'silent']),
    standard: 'info',
    help: 'debug, info, warn, error or silent',
  },
  API_LIMIT_PER_MINUTE: {
    form: z.coerce.number().int().min(1),
    standard: '6000',
    help: 'API requests a minute of each key or member, and of each network that shows no key',
  },
  WORKSPACE_LIMIT_PER_MINUTE: {
    form: z.coerce.number().int().min(1),
    standard: '30000',
    help: 'API requests a minute of each workspace',
  },
  TRACKING_LIMIT_PER_MINUTE: {
    form: z.coerce.number().int().min(1),
    standard: '1200000',
    help: 'tracking events a minute of each workspace, a batch counting each of its own',
  },
  DISK_RESERVE_MIB: {
    form: z.coerce.number().int().min(0),
    standard: '512',
    help: 'room held back on the disk of DATA_DIR; below it (or a fifth of the disk) nothing is written',
  },
} as const satisfies Record<string, { form: z.ZodType; standard: string | undefined; secret?: true; help: string }>;

type Name = keyof typeof settings;

export interface Config {
  host: string;
  port: number;
  dataDir: string;
  feedsDir: string | undefined;
  databaseUrl: string | undefined;
  databaseOwnerUrl: string | undefined;
  publicUrl: string | undefined;
  /** Null: no mail leaves. */
  mail: { smtpUrl: string; from: string } | null;
  trustProxy: boolean | string[];
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  apiLimitPerMinute: number;
  workspaceLimitPerMinute: number;
  trackingLimitPerMinute: number;
  diskReserveMib: number;
}

/**
 * The settings from the environment.
 * @throws Refusal with one line naming the variable and what would be right.
 */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const value = <N extends Name>(name: N): z.infer<(typeof settings)[N]['form']> | undefined => {
    const { form, standard } = settings[name];
    const text = environment[name] === undefined || environment[name] === '' ? standard : environment[name];
    if (text === undefined) return undefined;
    const parsed = form.safeParse(text);
    if (!parsed.success)
      throw new Refusal(
        `${'secret' in settings[name] ? name : `${name}=${text}`} cannot be used: ${parsed.error.issues[0]?.message ?? 'wrong form'} (${settings[name].help}).`,
      );
    return parsed.data as z.infer<(typeof settings)[N]['form']>;
  };
  const given = <N extends Name>(name: N) => value(name) as z.infer<(typeof settings)[N]['form']>;
  const config: Config = {
    host: given('HOST'),
    port: given('PORT'),
    dataDir: given('DATA_DIR'),
    feedsDir: value('FEEDS_DIR'),
    databaseUrl: value('DATABASE_URL'),
    databaseOwnerUrl: value('DATABASE_OWNER_URL'),
    publicUrl: value('PUBLIC_URL'),
    mail: mailOf(value('SMTP_URL'), value('MAIL_FROM')),
    trustProxy: given('TRUST_PROXY'),
    logLevel: given('LOG_LEVEL'),
    apiLimitPerMinute: given('API_LIMIT_PER_MINUTE'),
    workspaceLimitPerMinute: given('WORKSPACE_LIMIT_PER_MINUTE'),
    trackingLimitPerMinute: given('TRACKING_LIMIT_PER_MINUTE'),
    diskReserveMib: given('DISK_RESERVE_MIB'),
  };
  if (config.databaseUrl && !config.databaseOwnerUrl)
    throw new Refusal(
      'DATABASE_URL needs DATABASE_OWNER_URL beside it (the owner role, for migrations). "samspil database" makes both roles and prints both lines.',
    );
  return config;
}

function mailOf(smtpUrl: string | undefined, from: string | undefined): Config['mail'] {
  if ((smtpUrl === undefined) !== (from === undefined))
    throw new Refusal(
      'SMTP_URL and MAIL_FROM go together: the server that takes the mail, and whom it comes from. Set both or neither.',
    );
  return smtpUrl === undefined || from === undefined ? null : { smtpUrl, from };
}

/** Where people open Samspil, for links that are read elsewhere. Without PUBLIC_URL they lead to this machine alone. */
export const addressOf = ({ publicUrl, host, port }: Pick<Config, 'publicUrl' | 'host' | 'port'>): string =>
  (publicUrl ?? `http://${host === '0.0.0.0' ? 'localhost' : host}:${port}`).replace(/\/$/, '');

/** The same settings for an API that only we ourselves call: limits are for strangers. */
export const forOurselves = (config: Config): Config => ({
  ...config,
  apiLimitPerMinute: 1e9,
  workspaceLimitPerMinute: 1e9,
  trackingLimitPerMinute: 1e9,
});

/** The settings as lines of help: name, default, meaning. */
export function describeSettings(): string {
  return Object.entries(settings)
    .map(([name, { standard, help }]) => `  ${name.padEnd(26)} ${help}${standard === undefined ? '' : ` (default ${standard})`}`)
    .join('\n');
}

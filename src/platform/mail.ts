import { createTransport } from 'nodemailer';

/** Mail to the one server that takes it for us. What becomes of it behind that server is not known here. */

/** A message as a person reads it. */
export interface Letter {
  /** The part of the Message-ID before the @: the same for each try, so that a mailbox can tell a repeat. */
  id: string;
  to: { name: string; address: string };
  subject: string;
  text: string;
  html: string;
  headers: Readonly<Record<string, string>>;
}

/** What the server answered: taken, or a status of SMTP (4xx: later, 5xx: never), or why there was none. */
export type MailAnswer = { taken: true } | { taken: false; status: number | null; why: 'unreachable' | 'sign_in' | 'refused' };

export interface Mailer {
  /** The domain mail comes from. */
  domain: string;
  send(letter: Letter): Promise<MailAnswer>;
  /** Signs in to the server and sends nothing. */
  verify(): Promise<MailAnswer>;
}

/** A server that says nothing for so long is not there. */
const SILENT_MS = 10_000;
/** For the whole of one message, however slowly the server goes on. */
const WITHIN_MS = 30_000;

export function openMailer({ smtpUrl, from }: { smtpUrl: string; from: string }): Mailer {
  const domain = /@([^>@]+)>?$/.exec(from)?.[1] ?? 'localhost';
  const { protocol, hostname, port, username, password } = new URL(smtpUrl);
  const open = () =>
    createTransport({
      host: hostname,
      port: Number(port) || (protocol === 'smtps:' ? 465 : 587),
      secure: protocol === 'smtps:',
      ...(username !== '' && { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
      connectionTimeout: SILENT_MS,
      greetingTimeout: SILENT_MS,
      socketTimeout: SILENT_MS,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  return {
    domain,
    send: ({ id, to, headers, ...content }) =>
      answered(open().sendMail({ ...content, from, to, messageId: `<${id}@${domain}>`, headers: { ...headers } })),
    verify: () => answered(open().verify()),
  };
}

async function answered(work: Promise<unknown>): Promise<MailAnswer> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<MailAnswer>((resolve) => {
    timer = setTimeout(() => resolve({ taken: false, status: null, why: 'unreachable' }), WITHIN_MS);
  });
  try {
    return await Promise.race([work.then((): MailAnswer => ({ taken: true }), failure), late]);
  } finally {
    clearTimeout(timer);
  }
}

function failure(error: { code?: string; responseCode?: number }): MailAnswer {
  const status = error.responseCode ?? null;
  const why = error.code === 'EAUTH' ? 'sign_in' : status === null ? 'unreachable' : 'refused';
  return { taken: false, status, why };
}

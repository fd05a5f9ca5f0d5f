import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterAll } from 'vitest';

/** A message as a mailbox would get it. */
export interface ReceivedMail {
  to: string[];
  /** Header fields by lower-case name, unfolded and as they travelled. */
  headers: ReadonlyMap<string, string>;
  /** Everything as it travelled. */
  raw: string;
}

export interface MailServer {
  url: string;
  received: ReceivedMail[];
  /** How it answers from now on: take the message, refuse it for good or for now, refuse the sign-in, or say nothing. */
  answer: 'take' | 'refuse' | 'later' | 'silence';
}

/** A real mail server of this test file's own. Call it once, at the top of the file. */
export async function createMailServer(): Promise<MailServer> {
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    authOptional: true,
    closeTimeout: 100,
    onRcptTo(_address, _session, done) {
      if (mail.answer === 'silence') return;
      if (mail.answer === 'refuse') return done(Object.assign(new Error('No such mailbox'), { responseCode: 550 }));
      if (mail.answer === 'later') return done(Object.assign(new Error('Try again later'), { responseCode: 451 }));
      done();
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const raw = Buffer.concat(chunks).toString();
        mail.received.push({ to: session.envelope.rcptTo.map(({ address }) => address), headers: headersOf(raw), raw });
        done();
      });
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const mail: MailServer = {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    received: [],
    answer: 'take',
  };
  afterAll(() => new Promise<void>((closed) => server.close(() => closed())));
  return mail;
}

function headersOf(raw: string): Map<string, string> {
  const [head = ''] = raw.split('\r\n\r\n');
  const fields = head.replace(/\r\n[ \t]+/g, ' ').split('\r\n');
  return new Map(fields.map((field) => [field.slice(0, field.indexOf(':')).toLowerCase(), field.slice(field.indexOf(':') + 2)]));
}

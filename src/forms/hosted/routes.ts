import { join } from 'node:path';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { inWorkspace } from '../../platform/database.ts';
import { notFound, Problem, tooMany, unprocessable } from '../../platform/errors.ts';
import type { Language } from '../../platform/fields.ts';
import type { Http } from '../../platform/http.ts';
import { newId } from '../../platform/ids.ts';
import { minuteCounts } from '../../platform/limits.ts';
import { isDatabaseAway } from '../../platform/database.ts';
import { answerError } from '../../platform/problems.ts';
import { root } from '../../platform/root.ts';
import { cookieOf } from '../../platform/session-cookie.ts';
import { assertWorkable } from '../../platform/watch.ts';
import { readAddress } from '../../touchpoints/address.ts';
import { isAhead } from '../../touchpoints/machines.ts';
import { asksMore, questionsFor, type KnownVisitor, type Questions } from '../asked.ts';
import { formLanguages, languageFor } from '../language.ts';
import { faultInWords, formPage, noticePage, thanksPage, trapField, type Carried, type PageOf } from '../page.ts';
import { askableItems, consentWords, openForm, recognisable, visitorOf } from '../reports.ts';
import { emailQuestion } from '../schema.ts';
import { workspaceOfForm, type StoredForm } from '../store.ts';
import { readSubmission, type Fault } from '../submission.ts';
import { takeSubmission } from '../submitted/commands.ts';
import type { FormWord } from '../words.ts';

/** More than any form can hold. */
const LARGEST_BODY = 256 * 1024;
/** Submissions a minute from one address, and of one form: a company that hands out a link at a fair stays far below. */
const MOST_FROM_ONE = 30;
const MOST_OF_ONE = 600;

const params = z.object({ id: z.uuid() });
const query = z
  .object({ language: z.string().max(10).optional(), all: z.string().max(1).optional() })
  .catchall(z.string().max(4_000));

/** The pages of forms: shown to anybody, in any frame, and sent to from any site. */
export async function hostedForms(app: Http) {
  const sent = minuteCounts();
  const tracker = join(root, 'dist', 'tracker');
  for (const file of ['f.js', 'f.css'])
    app.get(`/${file}`, { schema: { hide: true } }, (_request, reply) =>
      reply.header('cross-origin-resource-policy', 'cross-origin').sendFile(file, tracker, { maxAge: '1h' }),
    );

  await app.register(async (pages: Http) => {
    // Read and judged here, so that a visitor is answered in words and never in JSON.
    pages.removeAllContentTypeParsers();
    pages.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'buffer', bodyLimit: LARGEST_BODY },
      async (_request: FastifyRequest, body: Buffer) => body,
    );
    pages.setErrorHandler((error: FastifyError, request, reply) => {
      if (!readsPages(request)) return answerError(error, request, reply);
      const { status, says } = wordsFor(error);
      if (status >= 500) request.log.error({ err: error }, 'form');
      const retry = error instanceof Problem ? error.headers['retry-after'] : undefined;
      if (retry !== undefined) reply.header('retry-after', retry);
      return sendHtml(reply.code(status), noticePage(says, languageFor(formLanguages, null, request.headers['accept-language'])));
    });

    pages.get('/f/:id', { schema: { hide: true, params, querystring: query } }, async (request, reply) => {
      const html = await withForm(request, request.params.id, async (context, form) => {
        const { all, language: asked } = request.query;
        const language = languageFor(languagesOf(form), asked, request.headers['accept-language']);
        const items = await askableItems(context);
        const visitor = all === undefined ? await recognisable(context, visitorIn(request, request.query['visitor'])) : null;
        const known = await visitorOf(context, visitor, items);
        const fields = form.fields.filter(({ item }) => items.has(item));
        const questions = questionsFor(fields, known, { atOnce: form.questionsAtOnce });
        const carried = {
          _rendering: newId(),
          _asked: [...(questions.email ? [emailQuestion] : []), ...questions.items].join(','),
          _done: '',
          _language: language,
          _page: webAddress(request.query['page']) ?? addressOf(request),
          _referrer: webAddress(request.query['referrer'] ?? request.headers.referer) ?? '',
          _visitor: visitor ?? '',
        };
        const consent = await consentWords(context, form.consent, language);
        return formPage({ ...pageOf(form, items, language), questions, consent, carried, recognised: known !== null });
      });
      return sendHtml(reply, html);
    });

    pages.post('/f/:id', { schema: { hide: true, params } }, async (request, reply) => {
      assertWorkable(app.watch, request.method, '/f');
      const wait = sent.add(request.ip, MOST_FROM_ONE) || sent.add(request.params.id, MOST_OF_ONE);
      if (wait > 0) throw tooMany('More submissions in a minute than are taken.', wait);
      const typed = typedIn(request.body);
      const { status, html } = await withForm(request, request.params.id, (context, form) => {
        app.limits.countEvents(context.workspace, 1);
        return submitted({ context, form, request, typed });
      });
      return sendHtml(reply.code(status), html);
    });
  });
}

type Context = Parameters<typeof openForm>[0];

/** Runs with an open form, in its workspace. @throws Problem 404 */
async function withForm<T>(
  { server }: FastifyRequest,
  id: string,
  work: (context: Context, form: StoredForm) => Promise<T>,
): Promise<T> {
  const workspace = await workspaceOfForm(server.db, id);
  if (workspace === null) throw notFound();
  return inWorkspace(server.db, workspace, { kind: 'system' }, async (context) => {
    const form = await openForm(context, id);
    if (!form) throw notFound();
    return work({ ...context, actor: { kind: 'write_key', id: form.writeKeyId } }, form);
  });
}

interface Sent {
  context: Context;
  form: StoredForm;
  request: FastifyRequest;
  typed: (name: string) => string | null;
}

/** Takes what was sent: answered with thanks, with what is to be looked at once more, or with what must be asked yet. */
async function submitted({ context, form, request, typed }: Sent): Promise<{ status: number; html: string }> {
  const language = languageFor(languagesOf(form), typed('_language'), request.headers['accept-language']);
  const items = await askableItems(context);
  const fields = form.fields.filter(({ item }) => items.has(item));
  const visitor = await recognisable(context, visitorIn(request, typed('_visitor') ?? undefined, false));
  const known = await visitorOf(context, visitor, items);
  const done = new Set(listed(typed('_done')));
  const asked = askedIn(typed, fields, known);
  const required = new Set(fields.filter((field) => field.required).map(({ item }) => item));
  const { answers, email, faults } = readSubmission(asked, { items, required, typed, language });
  const consent = await consentWords(context, form.consent, language);
  const carried: Carried = {
    _rendering: typed('_rendering') ?? '',
    _asked: typed('_asked') ?? '',
    _done: [...done].join(','),
    _language: language,
    _page: webAddress(typed('_page')) ?? webAddress(request.headers.referer) ?? addressOf(request),
    _referrer: webAddress(typed('_referrer')) ?? '',
    _visitor: visitor ?? '',
  };
  const page = { ...pageOf(form, items, language), typed, carried };
  const trapped = (typed(trapField) ?? '').trim();
  if (faults.size > 0 && trapped === '') {
    if (!readsPages(request)) throw faulty(faults, items, language);
    // On a second page the address goes along unseen, unless something is wrong with it.
    const questions = { ...asked, email: asked.email && (done.size === 0 || faults.has(emailQuestion)) };
    return { status: 422, html: formPage({ ...page, questions, consent, faults, recognised: known !== null }) };
  }

  await takeSubmission(context, form, {
    language,
    items,
    answers,
    asked: asked.items,
    // What is known of them is said by their own address, as what they type is: an id alone fills in nothing.
    email: email ?? known?.email ?? null,
    visitor,
    consents: consent !== null && typed('_consent') === 'yes',
    page: carried._page,
    referrer: carried._referrer || null,
    rendering: z.uuid().safeParse(carried._rendering).success ? carried._rendering : null,
    trapped,
    sender: {
      address: request.ip,
      userAgent: request.headers['user-agent'] ?? '',
      browser: true,
      ahead: isAhead(request.headers),
      asksForPrivacy: asksForPrivacy(request),
    },
  });
  const told = new Set([...done, ...asked.items]);
  if (trapped !== '' || !asksMore(fields, known, told)) return { status: 200, html: thanksPage(form.texts, language) };
  const questions = questionsFor(fields, known, { atOnce: form.questionsAtOnce, done: told });
  const next = { ...carried, _rendering: newId(), _asked: questions.items.join(','), _done: [...told].join(',') };
  // Of what was typed only the address goes along: it says who answers.
  const address = (name: string) => (name === emailQuestion ? email : null);
  return { status: 200, html: formPage({ ...page, typed: address, carried: next, questions, thanked: true }) };
}

/** A browser; a program is told in problem+json what is wrong. */
const readsPages = ({ headers }: FastifyRequest): boolean => /\btext\/html\b/.test(headers.accept ?? '');

function faulty(faults: ReadonlyMap<string, Fault>, items: PageOf['items'], language: Language): Problem {
  const said = [...faults].map(([name, fault]) => ({
    pointer: `/${name}`,
    detail: faultInWords(fault, name, items.get(name), language),
  }));
  return unprocessable(said.map(({ detail }) => detail).join('; '), said);
}

const listed = (text: string | null): string[] => (text ?? '').split(',').filter((part) => part !== '');

/** What the page asked. A website's own form does not say: there it is what was sent, and whatever must be answered. */
function askedIn(
  typed: (name: string) => string | null,
  fields: readonly { item: string; required: boolean }[],
  known: KnownVisitor | null,
): Questions {
  const told = typed('_asked');
  const said = new Set(listed(told));
  const items = fields.filter(({ item, required }) =>
    told === null ? typed(item) !== null || (required && !known?.known.has(item)) : said.has(item),
  );
  return { email: (known?.email ?? null) === null, items: items.map(({ item }) => item) };
}

function pageOf(form: StoredForm, items: PageOf['items'], language: Language): Omit<PageOf, 'questions' | 'carried'> {
  return {
    id: form.id,
    texts: form.texts,
    language,
    items,
    required: new Set(form.fields.filter(({ required }) => required).map(({ item }) => item)),
    consent: null,
    typed: () => null,
    faults: new Map(),
    recognised: false,
    thanked: false,
  };
}

const languagesOf = ({ texts }: StoredForm): Language[] => formLanguages.filter((language) => texts[language] !== undefined);

/** The browser that looks: by our script's cookie, where the page is below the company's own domain, else as the page it stands on says. */
function visitorIn(request: FastifyRequest, told: string | undefined, byCookie = true): string | null {
  if (asksForPrivacy(request)) return null;
  const id = told ?? (byCookie ? /^([\w-]+)\[/.exec(cookieOf(request, 'samspil') ?? '')?.[1] : undefined);
  return id !== undefined && /^[\w-]{8,100}$/.test(id) ? id : null;
}

const asksForPrivacy = ({ headers }: FastifyRequest): boolean => headers['sec-gpc'] === '1' || headers['dnt'] === '1';

/** A web address as it may be kept; null for anything else. */
function webAddress(text: unknown): string | null {
  const address = typeof text === 'string' && text.length <= 2_000 && text.isWellFormed() ? readAddress(text) : null;
  return address && /^https?$/.test(address.scheme) && !String(text).includes('\0') ? String(text) : null;
}

const addressOf = (request: FastifyRequest): string =>
  `${request.server.settings.publicUrl ?? `${request.protocol}://${request.host}`}${request.url}`.slice(0, 2_000);

/** What was sent, by name: the first where there are several. @throws Problem 400 for what is no text */
function typedIn(body: unknown): (name: string) => string | null {
  if (!(body instanceof Buffer)) throw new Problem(400, 'Bad request', 'Send the form as application/x-www-form-urlencoded.');
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    throw new Problem(400, 'Bad request', 'The form is not valid UTF-8.');
  }
  const fields = new URLSearchParams(text);
  return (name) => fields.get(name)?.replaceAll('\r\n', '\n') ?? null;
}

function wordsFor(error: FastifyError | Problem): { status: number; says: FormWord } {
  const status = 'status' in error ? error.status : (error.statusCode ?? 500);
  if (isDatabaseAway(error)) return { status: 503, says: 'later' };
  if (status === 404 || 'validation' in error) return { status: 404, says: 'notHere' };
  if (status === 413) return { status, says: 'tooLarge' };
  if (status === 429) return { status, says: 'tooMany' };
  return status >= 400 && status < 500 ? { status, says: 'unreadable' } : { status: status >= 500 ? status : 500, says: 'later' };
}

/** A page that may stand in a frame of any website, and is nobody else's to keep. */
function sendHtml(reply: FastifyReply, html: string): FastifyReply {
  const policy = String(reply.getHeader('content-security-policy') ?? '').replace("frame-ancestors 'none'", 'frame-ancestors *');
  return reply
    .removeHeader('x-frame-options')
    .header('content-security-policy', policy)
    .header('cache-control', 'no-store')
    .type('text/html; charset=utf-8')
    .send(html);
}

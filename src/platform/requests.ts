import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor, Context } from './context.ts';
import { inWorkspace } from './database.ts';
import { z } from 'zod';
import { badRequest, conflict, forbidden, unauthenticated, unprocessable } from './errors.ts';
import { hashSecret } from './secrets.ts';

const callerOf = (request: FastifyRequest) => {
  if (!request.caller) throw unauthenticated();
  return request.caller;
};

/** Runs a report in the caller's workspace. */
export function read<T>(request: FastifyRequest, report: (context: Context) => Promise<T>): Promise<T> {
  const { workspace, actor } = callerOf(request);
  return inWorkspace(request.server.db, workspace, actor, report);
}

/**
 * Runs a command in the caller's workspace and answers `status` with what it returns; `status` may depend on that (201 made, 200 found).
 * With an Idempotency-Key the answer is kept in the very transaction of the change, so that a repeat gets the same bytes and changes
 * nothing: 422 when the key comes back with another request, 409 while the first is still running.
 * It has sent the answer itself; its type is what it answers, so that the route's contract checks the command.
 */
export function change<T>(
  request: FastifyRequest,
  reply: FastifyReply,
  status: Status<T>,
  command: (context: Context) => Promise<T>,
): Promise<T> {
  return answer(request, reply, status, command) as Promise<unknown> as Promise<T>;
}

type Status<T> = number | ((body: T) => number);

async function answer<T>(
  request: FastifyRequest,
  reply: FastifyReply,
  given: Status<T>,
  work: (context: Context) => Promise<T>,
): Promise<FastifyReply> {
  const { workspace, actor } = callerOf(request);
  const told = request.headers['on-behalf-of'];
  const command = told === undefined ? work : async (context: Context) => work(await onBehalfOf(context, String(told)));
  const statusOf = (body: T) => (typeof given === 'number' ? given : given(body));
  const key = request.headers['idempotency-key'];
  if (key === undefined) {
    const body = await inWorkspace(request.server.db, workspace, actor, command);
    const status = statusOf(body);
    return status === 204 ? reply.code(204).send() : reply.code(status).send(body);
  }
  if (typeof key !== 'string' || key.length < 1 || key.length > 255)
    throw badRequest('Idempotency-Key must be 1 to 255 characters.', [
      { pointer: 'idempotency-key', detail: '1 to 255 characters' },
    ]);
  const kept = await inWorkspace(request.server.db, workspace, actor, (context) =>
    once(context, actor, key, fingerprint(request), async () => {
      const body = await command(context);
      const status = statusOf(body);
      reply.code(status);
      return { status, body: status === 204 ? '' : (reply.serialize(body) as string) };
    }),
  );
  reply.code(kept.status);
  return kept.body === '' ? reply.send() : reply.type('application/json; charset=utf-8').send(kept.body);
}

/**
 * A program that mirrors another tool tells what a member did there: On-Behalf-Of with the member's id, for keys with the scope "history".
 * The event still names the key as the one who said so.
 */
async function onBehalfOf(context: Context, member: string): Promise<Context> {
  const { actor, db } = context;
  if (actor.kind !== 'api_key' || !actor.scopes.includes('history'))
    throw forbidden('On-Behalf-Of is for API keys with the scope "history".');
  const known =
    z.uuid().safeParse(member).success &&
    (await db.selectFrom('members').select('id').where('id', '=', member).executeTakeFirst());
  if (!known)
    throw unprocessable('On-Behalf-Of names no member of this workspace.', [
      { pointer: 'on-behalf-of', detail: 'the id of a member' },
    ]);
  return { ...context, actor: { ...actor, onBehalfOf: member } };
}

function fingerprint(request: FastifyRequest): string {
  return createHash('sha256')
    .update(
      `${request.method} ${request.url}\n${String(request.headers['on-behalf-of'] ?? '')}\n${JSON.stringify(request.body ?? null)}`,
    )
    .digest('hex');
}

interface Answer {
  status: number;
  body: string;
}

async function once(
  context: Context,
  actor: Actor,
  key: string,
  requestHash: string,
  run: () => Promise<Answer>,
): Promise<Answer> {
  const { db, workspace, now } = context;
  const actorKey = 'id' in actor ? actor.id : workspace;
  const lock = createHash('sha256').update(`${workspace} ${actorKey} ${key}`).digest().readBigInt64BE();
  const { rows } = await sql<{ mine: boolean }>`select pg_try_advisory_xact_lock(${lock.toString()}::bigint) as mine`.execute(db);
  if (!rows[0]?.mine) throw conflict('A request with this Idempotency-Key is still running. Try again when it has ended.');
  const before = await db
    .selectFrom('idempotencyKeys')
    .selectAll()
    .where('actorId', '=', actorKey)
    .where('key', '=', hashSecret(key))
    .executeTakeFirst();
  if (before) {
    if (before.requestHash !== requestHash)
      throw unprocessable('This Idempotency-Key was used for another request. Use a new key for a new request.');
    return { status: before.status ?? 200, body: before.body ? unseal(before.body, key) : '' };
  }
  const answer = await run();
  await db
    .insertInto('idempotencyKeys')
    .values({
      workspaceId: workspace,
      actorId: actorKey,
      key: hashSecret(key),
      requestHash,
      status: answer.status,
      contentType: 'application/json',
      body: seal(answer.body, key),
      createdAt: now,
    })
    .execute();
  return answer;
}

// An answer may hold a secret that is shown once. It is kept under the client's own Idempotency-Key, of which only the hash is stored.
function seal(text: string, key: string): Buffer {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', sealingKey(key), iv);
  return Buffer.concat([iv, cipher.update(text), cipher.final(), cipher.getAuthTag()]);
}

function unseal(sealed: Buffer, key: string): string {
  const decipher = createDecipheriv('aes-256-gcm', sealingKey(key), sealed.subarray(0, 12));
  decipher.setAuthTag(sealed.subarray(-16));
  return Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]).toString();
}

const sealingKey = (key: string) => createHash('sha256').update(`answer kept under ${key}`).digest();

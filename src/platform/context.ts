import type { Transaction } from 'kysely';
import type { Tables } from '../../db/tables.ts';

export type Role = 'admin' | 'marketing' | 'sales' | 'finance' | 'leadership';
export type Team = 'marketing' | 'sales' | 'finance' | 'leadership';

/** Who does it: a member at the screen, a program with a key, a website with a write key, or the worker itself. */
export type Actor =
  | { kind: 'member'; id: string; userId: string; role: Role; team: Team; head: boolean; authenticatedAt: Date }
  | { kind: 'api_key'; id: string; scopes: string[]; onBehalfOf?: string }
  | { kind: 'write_key'; id: string }
  | { kind: 'system' };

/** An open transaction in which only the workspace's rows are visible. */
export type Db = Transaction<Tables>;

/** The explicit first argument of every command and report. */
export interface Context {
  db: Db;
  actor: Actor;
  workspace: string;
  now: Date;
}

/** The id events and rows record for an actor; the worker has none. */
export function actorId(actor: Actor): string | null {
  return actor.kind === 'system' ? null : actor.id;
}

/** The member behind an actor: oneself, or whom a program with the scope "history" tells of; null otherwise. */
export function memberId(actor: Actor): string | null {
  if (actor.kind === 'member') return actor.id;
  return actor.kind === 'api_key' ? (actor.onBehalfOf ?? null) : null;
}

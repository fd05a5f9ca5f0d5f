import '../channels/channels.css';
import './routing.css';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { RoutingTable } from '../../../src/routing/schema.ts';
import { api, ApiProblem, resource, useCommand, type Page } from '../app/api.ts';
import { useFormat, useText } from '../app/language.tsx';
import { useMay, useSession } from '../app/session.tsx';
import { Failure } from '../ui/failure.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Panel } from '../ui/panel.tsx';
import { EmptyState, ErrorState, Loading } from '../ui/states.tsx';
import { useUndo } from '../ui/undo-toast.tsx';
import { useNow } from '../ui/use-now.ts';
import { inOrder, type Rule, type Step } from './draft.ts';
import { LadderPanel } from './ladder-panel.tsx';
import { RuleDialog } from './rule-dialog.tsx';
import { RuleList } from './rule-list.tsx';
import { routingTexts } from './texts.ts';

export interface Rep {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly leftAt: string | null;
}

/** What somebody changes here before it is in force, and what it was made from. */
interface Draft {
  readonly base: RoutingTable;
  readonly rules: readonly Rule[];
  readonly ladder: readonly Step[];
}

/** Who gets which leads, and where a hand-off goes that nobody answers in time. */
export function RoutingSettings() {
  const t = useText(routingTexts);
  const table = useQuery(resource<RoutingTable>('/routing'));
  const members = useQuery({ ...resource<Page<Rep>>('/members', { limit: 200 }), staleTime: 5 * 60_000 });
  const error = table.error ?? members.error;
  if (table.data && members.data)
    return <Routing table={table.data} members={members.data.items} reload={() => void table.refetch()} />;
  return (
    <>
      <PageHeading answer={t('title')} />
      {error ? (
        <ErrorState error={error} retry={() => void Promise.all([table.refetch(), members.refetch()])} />
      ) : (
        <Loading lines={6} />
      )}
    </>
  );
}

function Routing(props: { table: RoutingTable; members: readonly Rep[]; reload: () => void }) {
  const { table, members, reload } = props;
  const t = useText(routingTexts);
  const format = useFormat();
  const now = useNow();
  const say = useUndo();
  const { member } = useSession();
  const mayChange = useMay()() || (member.role === 'sales' && member.head);
  const [draft, setDraft] = useState<Draft | null>(null);
  const [open, setOpen] = useState<number | null>(null);
  const { base, rules, ladder } = draft ?? { base: table, rules: table.rules, ladder: table.ladder };
  const change = (changes: Partial<Draft>) => setDraft({ base, rules, ladder, ...changes });
  const save = useCommand((version: number) => api.put<RoutingTable>('/routing', { version, rules, ladder: inOrder(ladder) }), {
    refresh: ['/routing'],
    done: () => {
      setDraft(null);
      say(t('saved'));
    },
  });
  const reps = members.filter(({ role, leftAt }) => leftAt === null && (role === 'sales' || role === 'admin'));
  const who = table.changedBy?.name;
  const when = table.changedAt && format.moment(table.changedAt, now);
  const changed = when && (who ? t('changedBy', { who, when }) : t('changedByProgram', { when }));
  /** Somebody else has saved meanwhile. */
  const isOutrun = draft !== null && draft.base.version !== table.version;
  const saveDraft = () =>
    save.mutate(isOutrun ? table.version : base.version, {
      onError: (error) => error instanceof ApiProblem && error.status === 409 && reload(),
    });
  return (
    <>
      <PageHeading answer={t('answer', { n: table.rules.length })} sub={[t('sub'), changed].filter(Boolean).join(' ')} />
      <Panel
        flush
        title={t('rules')}
        sub={t('rulesSub')}
        {...(mayChange && {
          aside: (
            <Button variant="default" size="compact-sm" onClick={() => setOpen(rules.length)}>
              {t('addRule')}
            </Button>
          ),
        })}
      >
        {rules.length === 0 ? (
          <EmptyState title={t('noRules')} detail={t('noRulesDetail')} />
        ) : (
          <RuleList
            rules={rules}
            members={members}
            onChange={mayChange ? (next) => change({ rules: next }) : undefined}
            onEdit={setOpen}
          />
        )}
      </Panel>
      <LadderPanel ladder={ladder} onChange={mayChange ? (next) => change({ ladder: next }) : undefined} />
      {draft && (
        <Panel>
          <div className="stack">
            {isOutrun ? (
              <p role="alert">{t('outrun', { who: who ?? t('aProgram'), when: when ?? '' })}</p>
            ) : (
              <p>{t('unsaved')}</p>
            )}
            {!isOutrun && <Failure error={save.error} />}
            <div className="row">
              <Button loading={save.isPending} onClick={saveDraft}>
                {t(isOutrun ? 'saveMine' : 'save')}
              </Button>
              <Button variant="default" onClick={() => setDraft(null)}>
                {t(isOutrun ? 'takeTheirs' : 'discard')}
              </Button>
            </div>
          </div>
        </Panel>
      )}
      {open !== null && (
        <RuleDialog
          rule={rules[open] ?? null}
          reps={reps}
          onClose={() => setOpen(null)}
          onDone={(rule) => {
            change({ rules: rules.toSpliced(open, 1, rule) });
            setOpen(null);
          }}
        />
      )}
    </>
  );
}

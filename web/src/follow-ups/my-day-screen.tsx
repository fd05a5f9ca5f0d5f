import './follow-ups.css';
import { Button, NativeSelect } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import type { DueItem, DuePage } from '../../../src/follow-ups/schema.ts';
import type { TermKey } from '../../../src/terms/catalogue.ts';
import { resource, useCollection, type Page } from '../app/api.ts';
import { useFormat, useText } from '../app/language.tsx';
import { useSession } from '../app/session.tsx';
import { useUrlQuery, type UrlQuery } from '../app/url-query.ts';
import { useKeys } from '../app/use-keys.ts';
import { ContactFormOnDemand } from '../leads/contact-form-on-demand.tsx';
import { contactKinds, type ContactKind } from '../leads/contact.ts';
import { HotMark, Reach } from '../leads/reach.tsx';
import { StagePill } from '../leads/stage-pill.tsx';
import { KeyHint } from '../ui/key-hint.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Panel } from '../ui/panel.tsx';
import { EmptyState, ErrorState, Loading } from '../ui/states.tsx';
import { useNow } from '../ui/use-now.ts';
import { useFollowUpActs, type Followed } from './acts.ts';
import { DuePill, useDueWords } from './due-pill.tsx';
import RecycleProposal from './recycle-proposal.tsx';
import { followUpTexts } from './texts.ts';
import { GlossaryTerm, TermHelp } from '../glossary/glossary-term.tsx';
import { termOfStage } from '../leads/stage-steps.ts';

const GuardLines = lazy(() => import('../outreach/guard-lines.tsx'));

/** C, E, M: each opens the report of a contact, and 1, 2, 3 there logs how it went; the same keys as on a hand-off. */
const contactLetters = { call: 'c', mail: 'e', meeting: 'm' } as const;

/** The word that explains what is to be done. */
const termOf = {
  contact: 'firstContact',
  repair: 'repair',
  attempt: 'cadence',
  step: 'nextStep',
  recycle: 'recycled',
  no_step: 'nextStep',
  re_entry: 'reEntry',
} as const satisfies Record<DueItem['kind'], TermKey>;

const nameOf = ({ person, company }: DueItem) => person.name ?? company?.name ?? person.email ?? '–';

/** What is due for a rep today, by deadline, overdue first; the one selected beside the list, and under it on a phone. */
export function MyDayScreen() {
  const t = useText(followUpTexts);
  const { member } = useSession();
  const [query, change] = useUrlQuery();
  const whose = query['member'] ?? (member.team === 'sales' || member.team === 'marketing' ? 'me' : 'team');
  const due = useCollection<DueItem, DuePage>('/follow-ups', { member: whose, limit: 50 });
  const items = due.rows;
  const opened = query['lead'];
  const place = items.findIndex(({ leadId }) => leadId === opened);
  const selected = items[place] ?? items[0];

  const select = (lead: string | undefined) => change({ lead }, { replace: true });
  const step = (by: 1 | -1) => {
    const next = items[items.findIndex((item) => item === selected) + by];
    if (next) select(next.leadId);
  };
  useKeys({ j: [t('next'), () => step(1)], k: [t('previous'), () => step(-1)] });
  // What was dealt with leaves the list; the one after it is next.
  const after = (item: DueItem) => select(items[items.indexOf(item) + 1]?.leadId);

  return (
    <div className="stack day" data-opened={opened === undefined ? undefined : true}>
      <Heading day={due.first} />
      {(member.head || member.team !== 'sales') && (
        <Whose value={whose} onChange={(next) => change({ member: next, lead: undefined })} />
      )}
      {due.error && !due.first ? (
        <Panel>
          <ErrorState error={due.error} retry={due.retry} />
        </Panel>
      ) : !due.first ? (
        <Panel>
          <Loading lines={6} />
        </Panel>
      ) : !selected ? (
        <Panel>
          <Done day={due.first} />
        </Panel>
      ) : (
        <div className="columns columns-list day-columns">
          <div className="day-side">
            <Panel flush>
              <DueList items={items} selected={selected} query={query} showRep={whose !== 'me'} />
            </Panel>
            {due.hasMore && (
              <Button variant="default" onClick={due.loadMore}>
                {t('more')}
              </Button>
            )}
            <div className="key-hints no-print">
              <KeyHint keys={['J', 'K']}>{t('browse')}</KeyHint>
              <KeyHint keys={['C', 'E', 'M']}>{t('log')}</KeyHint>
            </div>
          </div>
          <DueDetail key={selected.leadId} item={selected} query={query} onDone={() => after(selected)} />
        </div>
      )}
    </div>
  );
}

/** The answer of the screen: how much there is, and how much of it is over time. */
function Heading({ day }: { day: DuePage | undefined }) {
  const t = useText(followUpTexts);
  if (!day) return <PageHeading answer={t('groupToday')} />;
  const { overdue, today, noStep } = day.counts;
  const parts = [overdue > 0 && t('over', { n: overdue }), today > 0 && t('forToday', { n: today })].filter(Boolean);
  const sub = [noStep > 0 && `${t('withoutStep', { n: noStep })}.`, t('made', { n: day.made })].filter(Boolean).join(' ');
  return <PageHeading answer={parts.length > 0 ? parts.join(', ') : t('nothing')} sub={sub} />;
}

function Done({ day: { made, ahead } }: { day: DuePage }) {
  const t = useText(followUpTexts);
  const format = useFormat();
  const now = useNow();
  const last = [t('made', { n: made }), ahead && t('ahead', { moment: format.moment(ahead, now) })].filter(Boolean).join(' ');
  return <EmptyState title={last} detail={t('filledBy')} />;
}

interface Colleague {
  readonly id: string;
  readonly name: string;
  readonly team: string;
  readonly leftAt: string | null;
}

function Whose({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const t = useText(followUpTexts);
  const { member } = useSession();
  const { data } = useQuery({ ...resource<Page<Colleague>>('/members', { limit: 200 }), staleTime: 5 * 60_000 });
  const reps = data?.items.filter(({ id, team, leftAt }) => team === 'sales' && leftAt === null && id !== member.id) ?? [];
  return (
    <NativeSelect
      className="day-whose no-print"
      aria-label={t('whose')}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      data={[
        { value: 'me', label: t('mine') },
        { value: 'team', label: t('team') },
        ...reps.map(({ id, name }) => ({ value: id, label: name })),
      ]}
    />
  );
}

function DueList(props: { items: readonly DueItem[]; selected: DueItem; query: UrlQuery; showRep: boolean }) {
  const { items, selected, query, showRep } = props;
  const t = useText(followUpTexts);
  const groups = [
    { title: t('groupOver'), items: items.filter(({ overdue }) => overdue) },
    { title: t('groupToday'), items: items.filter(({ overdue, due }) => !overdue && due !== null) },
    { title: t('groupUndated'), items: items.filter(({ due }) => due === null) },
  ].filter((group) => group.items.length > 0);
  return (
    <section aria-label={t('list')}>
      {groups.map(({ title, items: members }) => (
        <section key={title} className="day-group" aria-label={title}>
          <h2 className="second small">{title}</h2>
          <ol>
            {members.map((item) => (
              <DueRow key={item.leadId} item={item} selected={item === selected} query={query} showRep={showRep} />
            ))}
          </ol>
        </section>
      ))}
    </section>
  );
}

function DueRow({ item, selected, query, showRep }: { item: DueItem; selected: boolean; query: UrlQuery; showRep: boolean }) {
  const t = useText(followUpTexts);
  const words = useDueWords();
  const about = [
    words({ followUp: item, step: item.step }),
    showRep && item.member && t('with', { name: item.member.name }),
  ].filter(Boolean);
  return (
    <li className="day-row" data-selected={selected || undefined}>
      <div className="day-who">
        <Link
          className="day-open"
          to="/my-day"
          search={{ ...query, lead: item.leadId } as never}
          resetScroll={false}
          aria-current={selected ? 'true' : undefined}
        >
          {item.hot && <HotMark name={t('hot')} />}
          {item.company?.name ?? nameOf(item)}
        </Link>
        {item.company && <span className="second small">{nameOf(item)}</span>}
        {about.length > 0 && <span className="small">{about.join(' · ')}</span>}
      </div>
      <DuePill followUp={item} step={item.step} />
    </li>
  );
}

/** One lead: who, what is to be done, and telling that it was. */
function DueDetail({ item, query, onDone }: { item: DueItem; query: UrlQuery; onDone: () => void }) {
  const t = useText(followUpTexts);
  const words = useDueWords();
  const { member } = useSession();
  const { person, company, kind, cadence, attempt } = item;
  const [logging, setLogging] = useState<ContactKind | null>(null);
  const acts = useFollowUpActs({ onDone });
  const works = (member.role === 'sales' || member.role === 'admin') && kind !== 're_entry' && kind !== 'repair';
  const lead: Followed = { leadId: item.leadId, name: nameOf(item), awaitsContact: kind === 'contact' ? item.handoffId : null };
  useKeys(works ? Object.fromEntries(contactKinds.map((each) => [contactLetters[each], [t(each), () => setLogging(each)]])) : {});
  const doing = words({ followUp: item, step: item.step });
  return (
    <section className="panel day-detail" aria-label={nameOf(item)}>
      <Link className="day-back" to="/my-day" search={{ ...query, lead: undefined } as never}>
        <IconArrowLeft size={18} aria-hidden />
        {t('back')}
      </Link>
      <header className="day-heading">
        <div className="day-names">
          <h2>{nameOf(item)}</h2>
          <p className="second">{[person.title, company?.name].filter(Boolean).join(', ')}</p>
        </div>
        <GlossaryTerm term={termOfStage(item.stage as never)}>
          <StagePill stage={item.stage as never} />
        </GlossaryTerm>
      </header>
      <Reach phone={person.phone} email={person.email} />
      {kind === 'recycle' ? (
        works && <RecycleProposal lead={lead} made={cadence?.made ?? 0} onDone={onDone} />
      ) : (
        <p className="day-doing">
          <span>
            {doing}
            {doing !== null && <TermHelp term={termOf[kind]} word={kind === 'step' ? t('nextStep') : doing} />}
          </span>
          <DuePill followUp={item} step={item.step} />
          {kind === 'contact' && attempt && <span className="second small">{t('attempt', attempt)}</span>}
        </p>
      )}
      <Suspense>
        <GuardLines personId={person.id} plans="marketing" />
      </Suspense>
      {works &&
        (logging === null ? (
          <div className="row no-print">
            {contactKinds.map((each) => (
              <Button
                key={each}
                variant={each === (attempt?.kind ?? 'call') ? 'filled' : 'default'}
                color={each === (attempt?.kind ?? 'call') ? 'sales' : 'ink'}
                onClick={() => setLogging(each)}
              >
                {t(each)}
              </Button>
            ))}
          </div>
        ) : (
          <ContactFormOnDemand
            kind={logging}
            onKind={setLogging}
            pending={acts.pending}
            onClose={() => setLogging(null)}
            onLog={(report) => {
              setLogging(null);
              acts.log(lead, report);
            }}
          />
        ))}
      <p className="day-links">
        {item.handoffId !== null && (
          <Link to="/handoffs" search={{ view: 'all', id: item.handoffId } as never}>
            {t('openHandoff')}
          </Link>
        )}
        <Link to="/leads/$leadId" params={{ leadId: item.leadId }}>
          {t('openLead')}
        </Link>
      </p>
    </section>
  );
}

import { Button, UnstyledButton } from '@mantine/core';
import { IconArrowLeft, IconFlame, IconMessageQuestion } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { resource, type Page } from '../app/api.ts';
import { useFormat, useText } from '../app/language.tsx';
import { useSession, type Role } from '../app/session.tsx';
import type { UrlQuery } from '../app/url-query.ts';
import { useKeys } from '../app/use-keys.ts';
import { hasSpoken } from '../feedback/answers.ts';
import { Reach } from '../leads/reach.tsx';
import { useReasonWords } from '../touchpoints/story.ts';
import { ActionMenu } from '../ui/action-menu.tsx';
import { Pill } from '../ui/pill.tsx';
import { ErrorState, Loading } from '../ui/states.tsx';
import { useNow } from '../ui/use-now.ts';
import type { HandoffActs } from './acts.ts';
import { Briefing } from './briefing.tsx';
import { HandoffActions } from './handoff-actions.tsx';
import { HandoffClock } from './handoff-clock.tsx';
import { BriefingInView } from './briefing-in-view.tsx';
import { nameOf, type Handoff, type HandoffDetails } from './handoff.ts';
import { handoffTexts } from './texts.ts';
import { GlossaryTerm } from '../glossary/glossary-term.tsx';

const HandoffThread = lazy(() => import('../comments/handoff-thread.tsx'));
const AppealPanel = lazy(() => import('../feedback/appeal-panel.tsx'));
const FollowUpLine = lazy(() => import('../follow-ups/follow-up-line.tsx'));
const DueMoves = lazy(() => import('../calendars/due-moves.tsx'));
const GuardLines = lazy(() => import('../outreach/guard-lines.tsx'));
const ConversationFeedback = lazy(() => import('../feedback/conversation-feedback.tsx'));

const mayAnswer: readonly Role[] = ['admin', 'sales'];
const mayAssign: readonly Role[] = ['admin', 'sales', 'marketing'];

/** One hand-off: who, by when, what can be done, and the briefing. `known` is what the list already tells while the rest is read. */
export function HandoffDetail(props: { id: string; known: Handoff | undefined; acts: HandoffActs; query: UrlQuery }) {
  const { id, known, acts, query } = props;
  const t = useText(handoffTexts);
  const { member } = useSession();
  const { data, error, refetch } = useQuery({
    ...resource<HandoffDetails>(`/handoffs/${id}`),
    refetchInterval: 30_000,
    refetchOnWindowFocus: 'always',
  });
  const handoff = data ?? known;
  return (
    <section className="panel handoff-detail" aria-label={handoff ? nameOf(handoff) : t('briefing')}>
      <Link className="handoff-back" to="/handoffs" search={{ ...query, id: undefined }}>
        <IconArrowLeft size={18} aria-hidden />
        {t('back')}
      </Link>
      {handoff && (
        <>
          <Heading handoff={handoff} />
          <Holder handoff={handoff} acts={acts} />
          {mayAnswer.includes(member.role) && <HandoffActions key={id} handoff={handoff} acts={acts} />}
          <Answered handoff={handoff} />
          <Thread key={`thread ${id}`} handoff={handoff} />
          <Suspense>{data?.state === 'rejected' && <AppealPanel handoff={data} />}</Suspense>
        </>
      )}
      <Suspense>{data?.state === 'contacted' && data.followUp && <FollowUpLine handoff={data} />}</Suspense>
      <Suspense>{handoff && <GuardLines personId={handoff.person.id} plans="marketing" />}</Suspense>
      <Suspense>{data && data.moves.length > 0 && <DueMoves moves={data.moves} />}</Suspense>
      {data && hasSpoken(data) && (
        <Suspense fallback={<Loading lines={3} />}>
          <ConversationFeedback handoff={data} />
        </Suspense>
      )}
      {data ? (
        <BriefingInView handoff={data}>
          <Briefing handoff={data} />
        </BriefingInView>
      ) : error ? (
        <ErrorState error={error} retry={() => void refetch()} />
      ) : (
        <Loading lines={8} />
      )}
    </section>
  );
}

function Heading({ handoff }: { handoff: Handoff }) {
  const t = useText(handoffTexts);
  const { person, company, leadType, recycled, metDefinition } = handoff;
  const marks = leadType === 'hot' || recycled || !metDefinition;
  return (
    <header className="handoff-heading">
      <div className="handoff-names">
        <h2>
          <Link className="handoff-lead" to="/leads/$leadId" params={{ leadId: handoff.lead.id }}>
            {nameOf(handoff)}
          </Link>
        </h2>
        <p className="second">
          <Link to="/people/$personId" params={{ personId: person.id }}>
            {person.title ?? t('aboutPerson')}
          </Link>
          {company && (
            <>
              {', '}
              <Link to="/companies/$companyId" params={{ companyId: company.id }}>
                {company.name}
              </Link>
            </>
          )}
        </p>
        <Reach phone={person.phone} email={person.email} />
        {marks && (
          <p className="row handoff-marks">
            {leadType === 'hot' && (
              <Pill tone="hot" icon={<IconFlame aria-hidden />}>
                <GlossaryTerm term="handRaise">{t('hot')}</GlossaryTerm>
              </Pill>
            )}
            {recycled && (
              <Pill>
                <GlossaryTerm term="reEntry">{t('returned')}</GlossaryTerm>
              </Pill>
            )}
            {!metDefinition && (
              <Pill tone="warn">
                <GlossaryTerm term="definition">{t('outsideDefinition')}</GlossaryTerm>
              </Pill>
            )}
          </p>
        )}
      </div>
      <HandoffClock handoff={handoff} deadline="sentence" />
    </header>
  );
}

/** Who has it and why; either team can give it to somebody else, and the clock runs on. */
function Holder({ handoff, acts }: { handoff: Handoff; acts: HandoffActs }) {
  const t = useText(handoffTexts);
  const { member } = useSession();
  const { assignedTo, assignedBecause, assignedByRule, agreement, state } = handoff;
  const open = state === 'waiting' || state === 'accepted';
  return (
    <p className="handoff-holder second small">
      <span>{assignedTo ? t('with', { name: assignedTo.name }) : t('withNobody')}</span>
      {assignedTo && assignedBecause && (
        <span>{t(assignedBecause === 'rule' ? 'byRule' : assignedBecause, { name: assignedByRule ?? '' })}</span>
      )}
      {agreement && <Link to="/agreement">{t('underAgreement', { version: agreement.version })}</Link>}
      {open && mayAssign.includes(member.role) && <GiveTo handoff={handoff} acts={acts} />}
    </p>
  );
}

interface Colleague {
  readonly id: string;
  readonly name: string;
  readonly team: string;
  readonly leftAt: string | null;
}

function GiveTo({ handoff, acts }: { handoff: Handoff; acts: HandoffActs }) {
  const t = useText(handoffTexts);
  const { data } = useQuery({ ...resource<Page<Colleague>>('/members', { limit: 200 }), staleTime: 5 * 60_000 });
  const reps =
    data?.items.filter(({ team, leftAt, id }) => team === 'sales' && leftAt === null && id !== handoff.assignedTo?.id) ?? [];
  return (
    <ActionMenu
      label={t('giveTo')}
      renderOpener={(props) => (
        <UnstyledButton className="handoff-give no-print" {...props}>
          {t('giveTo')}
        </UnstyledButton>
      )}
      actions={reps.map((rep) => ({ key: rep.id, name: rep.name, act: () => acts.giveTo(handoff, rep) }))}
      note={reps.length === 0 ? t('noReps') : undefined}
    />
  );
}

/** What the teams ask each other of it: loaded where something was said, or as soon as somebody asks. */
function Thread({ handoff: { id, comments, clock } }: { handoff: Handoff }) {
  const t = useText(handoffTexts);
  const { member } = useSession();
  const [asking, setAsking] = useState(false);
  const ask = t(member.team === 'marketing' ? 'askSales' : 'askMarketing');
  const mayAsk = mayAssign.includes(member.role);
  useKeys(mayAsk ? { q: [ask, () => setAsking(true)] } : {});
  return (
    <>
      {mayAsk && !asking && (
        <div className="no-print">
          <Button variant="subtle" leftSection={<IconMessageQuestion size={16} aria-hidden />} onClick={() => setAsking(true)}>
            {ask}
          </Button>
        </div>
      )}
      {(comments > 0 || asking) && (
        <Suspense fallback={<Loading lines={2} />}>
          <HandoffThread
            handoffId={id}
            running={clock.minutesLeft !== null}
            asking={asking ? ask : null}
            onAsked={() => setAsking(false)}
          />
        </Suspense>
      )}
    </>
  );
}

/** How it was answered, by whom and why. */
function Answered({ handoff }: { handoff: Handoff }) {
  const t = useText(handoffTexts);
  const format = useFormat();
  const now = useNow();
  const reasonWords = useReasonWords();
  const { decision } = handoff;
  if (!decision) return null;
  const back = decision.decision === 'rejected';
  const reason = decision.reason && reasonWords('rejected', decision.reason);
  return (
    <div className="handoff-answered">
      <p>
        <Pill tone={back ? 'warn' : 'sales'}>{t(back ? 'stateGivenBack' : 'stateAccepted')}</Pill>
        <span className="second small">
          {[decision.member?.name, format.moment(decision.decidedAt, now)].filter(Boolean).join(', ')}
        </span>
      </p>
      {reason && <p>{reason}</p>}
      {decision.comment !== null && <p className="second">{decision.comment}</p>}
    </div>
  );
}

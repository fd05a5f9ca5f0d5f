import './leads.css';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { LeadInFull } from '../../../src/leads/schema.ts';
import { resource } from '../app/api.ts';
import { useFormat, useLanguage, useText } from '../app/language.tsx';
import { useMay } from '../app/session.tsx';
import { appTexts } from '../app/texts.ts';
import RecycleProposal from '../follow-ups/recycle-proposal.tsx';
import { HandoffClock } from '../handoffs/handoff-clock.tsx';
import type { HandoffDetails } from '../handoffs/handoff.ts';
import type { Channel } from '../../../src/touchpoints/kinds.ts';
import { channelNames } from '../touchpoints/texts.ts';
import GuardLines from '../outreach/guard-lines.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { KnownPanel } from '../information/known-panel.tsx';
import { Panel } from '../ui/panel.tsx';
import { Pill } from '../ui/pill.tsx';
import { ErrorState, Loading } from '../ui/states.tsx';
import { EvidencePanel } from './evidence-panel.tsx';
import { LeadActions } from './lead-actions.tsx';
import { nameOfLead } from './lead-name.ts';
import { LogContact } from './log-contact.tsx';
import { canBeHandedOver } from './moves.ts';
import { NextStep } from './next-step.tsx';
import { OverrideActs } from './override-acts.tsx';
import { PersonTimeline } from './person-timeline.tsx';
import { ScoreReasons } from './score.tsx';
import { StageStrip } from './stage-strip.tsx';
import { leadTexts } from './texts.ts';
import { GlossaryTerm } from '../glossary/glossary-term.tsx';

/** One lead: how far it has come, what comes next, why it scores as it does, and everything both teams did on one timeline. */
export function LeadScreen() {
  const app = useText(appTexts);
  const { leadId } = useParams({ from: '/inside/leads/$leadId' });
  const { data: lead, error, refetch } = useQuery(resource<LeadInFull>(`/leads/${leadId}`));
  if (lead) return <Lead lead={lead} />;
  return (
    <>
      <PageHeading answer={app('leads')} />
      <Panel>{error ? <ErrorState error={error} retry={() => void refetch()} /> : <Loading lines={8} />}</Panel>
    </>
  );
}

function Lead({ lead }: { lead: LeadInFull }) {
  const { person, company } = lead;
  const name = nameOfLead(lead);
  const [logging, setLogging] = useState(false);
  const sells = useMay()('sales');
  return (
    <>
      <PageHeading
        answer={company && company.name !== name ? `${name}, ${company.name}` : name}
        sub={<Facts lead={lead} />}
        actions={<LeadActions lead={lead} onContact={() => setLogging(true)} />}
      />
      {logging && <LogContact lead={{ leadId: lead.id, name }} onClose={() => setLogging(false)} />}
      {lead.followUp?.kind === 'recycle' && sells && (
        <RecycleProposal lead={{ leadId: lead.id, name }} made={lead.followUp.cadence?.made ?? 0} />
      )}
      <Panel>
        <div className="stack">
          <StageStrip lead={lead} />
          <Standing lead={lead} />
          <GuardLines personId={person.id} plans="marketing" />
        </div>
      </Panel>
      <div className="columns lead-columns">
        <div className="stack">
          <PersonTimeline personId={person.id} />
        </div>
        <div className="stack">
          <WhyScore lead={lead} />
          <KnownPanel leadId={lead.id} />
          <EvidencePanel lead={lead} />
          {lead.deals.length > 0 && <Deals deals={lead.deals} />}
        </div>
      </div>
    </>
  );
}

function WhyScore({ lead }: { lead: LeadInFull }) {
  const t = useText(leadTexts);
  return (
    <Panel title={<GlossaryTerm term="score">{t('whyScore')}</GlossaryTerm>}>
      <ScoreReasons leadId={lead.id} verdict={canBeHandedOver(lead)} />
      <OverrideActs lead={lead} />
    </Panel>
  );
}

function Facts({ lead }: { lead: LeadInFull }) {
  const t = useText(leadTexts);
  const { language } = useLanguage();
  const { person, company, channel, source, campaign, selfReported } = lead;
  const road = channel === null ? null : (channelNames[channel as Channel]?.[language] ?? channel);
  const origin = [road, source, campaign].filter(Boolean).join(' · ');
  return (
    <span className="lead-sub">
      <Link to="/people/$personId" params={{ personId: person.id }}>
        {t('aboutPerson')}
      </Link>
      {company && (
        <Link to="/companies/$companyId" params={{ companyId: company.id }}>
          {company.name}
        </Link>
      )}
      {person.title && <span>{person.title}</span>}
      {person.email && <a href={`mailto:${person.email}`}>{person.email}</a>}
      {origin && <span>{origin}</span>}
      {selfReported && <span>{t('selfReported', { answer: selfReported })}</span>}
    </span>
  );
}

/** What comes next, the clock of its hand-off, who has it, and by which versions it is judged. */
function Standing({ lead }: { lead: LeadInFull }) {
  const t = useText(leadTexts);
  const { owner, handoff, definition, agreement, nextStep, followUp } = lead;
  return (
    <div className="lead-standing">
      <span className="lead-standing-part">
        {nextStep && (
          <span className="second small">
            <GlossaryTerm term="nextStep">{t('nextStep')}</GlossaryTerm>
          </span>
        )}
        {followUp && followUp.kind !== 'contact' && <NextStep lead={lead} />}
      </span>
      {handoff && <Clock id={handoff.id} />}
      <span className="second small">{owner ? t('ownedBy', { name: owner.name }) : t('noOwner')}</span>
      <span className="lead-standing-part lead-standing-versions second small">
        {definition && <Link to="/definition">{t('byDefinition', { version: definition.version })}</Link>}
        {agreement && <Link to="/agreement">{t('byAgreement', { version: agreement.version })}</Link>}
      </span>
    </div>
  );
}

function Clock({ id }: { id: string }) {
  const t = useText(leadTexts);
  const { data } = useQuery({ ...resource<HandoffDetails>(`/handoffs/${id}`), refetchInterval: 30_000 });
  if (!data) return null;
  return (
    <span className="lead-standing-part">
      <HandoffClock handoff={data} deadline="sentence" />
      <Link className="small" to="/handoffs" search={{ view: 'all', id }}>
        {t('openHandoff')}
      </Link>
    </span>
  );
}

const dealStates = { open: 'dealOpen', won: 'dealWon', lost: 'dealLost' } as const;

function Deals({ deals }: { deals: LeadInFull['deals'] }) {
  const t = useText(leadTexts);
  const format = useFormat();
  return (
    <Panel title={<GlossaryTerm term="deal">{t('deals')}</GlossaryTerm>}>
      <ul className="lead-list">
        {deals.map(({ id, name, stage, amount }) => (
          <li key={id}>
            <span className="lead-deal">
              <span>{name}</span>
              <Pill tone={stage === 'won' ? 'ok' : 'neutral'}>{t(dealStates[stage])}</Pill>
            </span>
            <span className="second">{amount ? format.money(amount) : '–'}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

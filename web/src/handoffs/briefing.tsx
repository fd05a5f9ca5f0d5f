import { Link } from '@tanstack/react-router';
import { lazy, Suspense, type ReactNode } from 'react';
import { useFormat, useLanguage, useText } from '../app/language.tsx';
import { buyingRoleNames } from '../companies/texts.ts';
import { GlossaryTerm } from '../glossary/glossary-term.tsx';
import { useItemWords } from '../information/item-words.ts';
import { criterionName, factWords } from '../leads/criterion-words.ts';
import { useStoryNames } from '../leads/story-names.ts';
import { criterionTexts } from '../leads/criterion-texts.ts';
import { attemptTitle, incompleteWords, useStory } from '../touchpoints/story.ts';
import { storyTexts } from '../touchpoints/texts.ts';
import { Pill } from '../ui/pill.tsx';
import { Timeline } from '../ui/timeline.tsx';
import { useNow } from '../ui/use-now.ts';
import type { HandoffDetails } from './handoff.ts';
import { handoffTexts } from './texts.ts';

// Few hand-offs have one, and none waits for it.
const OverrideNote = lazy(() => import('../leads/override-note.tsx').then((module) => ({ default: module.OverrideNote })));

/** What marketing hands over with a lead: the agreed items, why it is ready, the prospect's own words, a way to begin, and the journey. */
export function Briefing({ handoff }: { handoff: HandoffDetails }) {
  const t = useText(handoffTexts);
  const story = useStory(useStoryNames());
  const { briefing, buyingGroup } = handoff;
  const roleName = useText(buyingRoleNames);
  return (
    <>
      <Items handoff={handoff} />
      <WhyReady handoff={handoff} />
      {briefing.ownWords !== null && (
        <Section title={t('ownWords')}>
          <blockquote className="own-words">{briefing.ownWords}</blockquote>
        </Section>
      )}
      <OpeningSentence opening={briefing.suggestedOpening} />
      <Section title={t('journey')}>
        <Timeline entries={story(briefing.story)} />
        {briefing.story.length === 0 && <p className="second">{t('noJourney')}</p>}
      </Section>
      {buyingGroup.length > 0 && (
        <Section title={t('buyingGroup')}>
          <ul className="facts">
            {buyingGroup.map(({ id, name, title, roles }) => (
              <li key={id}>
                <Link to="/people/$personId" params={{ personId: id }}>
                  {name ?? '–'}
                </Link>
                {[title, ...roles.map(({ role }) => roleName(role))].filter(Boolean).map((each) => (
                  <span key={each} className="second">
                    {' · '}
                    {each}
                  </span>
                ))}
              </li>
            ))}
          </ul>
        </Section>
      )}
      <PreviousContacts contacts={[...handoff.attempts, ...briefing.previousContacts]} />
    </>
  );
}

function Section({ title, aside, children }: { title: ReactNode; aside?: ReactNode; children: ReactNode }) {
  return (
    <section className="handoff-section">
      <div className="handoff-section-head">
        <h3>{title}</h3>
        {aside !== undefined && <span className="second small">{aside}</span>}
      </div>
      {children}
    </section>
  );
}

function Items({ handoff }: { handoff: HandoffDetails }) {
  const t = useText(handoffTexts);
  const story = useText(storyTexts);
  const format = useFormat();
  const now = useNow();
  const { language } = useLanguage();
  const words = useItemWords();
  const { briefing, submittedBy, submittedAt, itemsFilled, itemsAgreed, incompleteBecause } = handoff;
  const filled = briefing.items.filter((item) => item.filled);
  const missing = briefing.items.filter((item) => !item.filled);
  const items = missing.map(({ label }) => label[language]).join(', ');
  const told = incompleteBecause !== null && incompleteBecause !== briefing.note;
  const from = [submittedBy?.name, format.moment(submittedAt, now)].filter(Boolean).join(', ');
  return (
    <Section title={t('briefing')} aside={`${from} · ${t('items', { n: itemsFilled, m: itemsAgreed })}`}>
      {briefing.note !== null && <p className="handoff-note">{briefing.note}</p>}
      <dl className="briefing-items">
        {filled.map((item) => {
          const { value, from } = words(item);
          return (
            <div key={item.key} className="briefing-item">
              <dt className="second small">{item.label[language]}</dt>
              <dd>{value}</dd>
              {from && <dd className="second small">{from}</dd>}
            </div>
          );
        })}
      </dl>
      {missing.length > 0 && (
        <p className="briefing-missing">
          {told ? t('missingBecause', { items, reason: incompleteWords(incompleteBecause, story) }) : t('missing', { items })}
        </p>
      )}
    </Section>
  );
}

type Because = HandoffDetails['briefing']['because'][number];

/** What decided it one by one; what adds up to fit and to engagement in a line each. */
function WhyReady({ handoff }: { handoff: HandoffDetails }) {
  const t = useText(handoffTexts);
  const { because } = handoff.briefing;
  const { scoreOverride } = handoff;
  const of = (...parts: Because['part'][]) => because.filter(({ part }) => parts.includes(part));
  if (because.length === 0 && !scoreOverride) return null;
  return (
    <Section title={t((scoreOverride?.ready ?? handoff.metDefinition) ? 'whyReady' : 'speaksForIt')}>
      {scoreOverride && (
        <Suspense>
          <OverrideNote override={scoreOverride} />
        </Suspense>
      )}
      <ul className="facts">
        {of('hand-raise', 'hard', 'soft').map((reason) => (
          <OneReason key={reason.key} reason={reason} />
        ))}
        <ReasonsOf part="fit" reasons={of('fit')} />
        <ReasonsOf part="engagement" reasons={of('engagement')} />
      </ul>
    </Section>
  );
}

function OneReason({ reason }: { reason: Because }) {
  const t = useText(criterionTexts);
  const { language } = useLanguage();
  const { key, part, kind, label, fact, count } = reason;
  const name = criterionName({ key, kind, labels: label }, language);
  const said = kind === 'evidence' || fact === '' ? '' : factWords(fact, kind, language);
  const detail = [said === name ? '' : said, count > 1 ? t('times', { n: count }) : ''].filter(Boolean).join(', ');
  return (
    <li>
      {name}
      {detail && <span className="second"> · {detail}</span>} <Part part={part} />
    </li>
  );
}

function ReasonsOf({ part, reasons }: { part: 'fit' | 'engagement'; reasons: readonly Because[] }) {
  const t = useText(criterionTexts);
  const { language } = useLanguage();
  if (reasons.length === 0) return null;
  return (
    <li>
      <GlossaryTerm term={part}>{t(part)}</GlossaryTerm>:{' '}
      {reasons.map(({ key, kind, label }) => criterionName({ key, kind, labels: label }, language)).join(' · ')}
    </li>
  );
}

/** Which kind of criterion it is: what they did, in marketing's colour, or what they said, in sales'. */
function Part({ part }: { part: Because['part'] }) {
  const t = useText(criterionTexts);
  return (
    <span className="part">
      <Pill tone={part === 'soft' ? 'sales' : 'marketing'}>{t(part === 'hand-raise' ? 'handRaise' : part)}</Pill>
    </span>
  );
}

const openings = { quote: 'openingQuote', form: 'openingForm', content: 'openingContent', page: 'openingPage' } as const;

function OpeningSentence({ opening }: { opening: HandoffDetails['briefing']['suggestedOpening'] }) {
  const t = useText(handoffTexts);
  const story = useText(storyTexts);
  if (!opening) return null;
  const named = opening.quote ?? opening.content ?? opening.page ?? '';
  // A quotation ends its sentence, whether or not the customer did.
  const words = opening.kind === 'quote' && !/[.!?…]$/.test(named) ? `${named}.` : named;
  return (
    <Section title={t('opening')}>
      <blockquote className="opening">{t(openings[opening.kind], { named: story('quoted', { quote: words }) })}</blockquote>
    </Section>
  );
}

function PreviousContacts({ contacts }: { contacts: HandoffDetails['attempts'] }) {
  const t = useText(handoffTexts);
  const story = useText(storyTexts);
  const format = useFormat();
  const now = useNow();
  if (contacts.length === 0) return null;
  return (
    <Section title={t('previousContacts')}>
      <ul className="facts">
        {contacts.map(({ id, kind, response, note, member, attemptedAt }) => (
          <li key={id}>
            {attemptTitle(kind, response, story)}
            <span className="second"> · {[member?.name, format.moment(attemptedAt, now)].filter(Boolean).join(' · ')}</span>
            {note !== null && <span className="second"> · {note}</span>}
          </li>
        ))}
      </ul>
    </Section>
  );
}

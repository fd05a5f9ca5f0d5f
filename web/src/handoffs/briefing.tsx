import type { ReactNode } from 'react';
import { useFormat, useLanguage, useText } from '../app/language.tsx';
import { GlossaryTerm } from '../glossary/glossary-term.tsx';
import { criterionName, factWords } from '../leads/criterion-words.ts';
import { leadTexts } from '../leads/texts.ts';
import { attemptTitle, thingNamed, useStory } from '../touchpoints/story.ts';
import { storyTexts } from '../touchpoints/texts.ts';
import { Pill } from '../ui/pill.tsx';
import { Timeline, type TimelineEntry } from '../ui/timeline.tsx';
import { useNow } from '../ui/use-now.ts';
import type { HandoffDetails } from './handoff.ts';
import { handoffTexts } from './texts.ts';

/** What marketing hands over with a lead: the agreed items, why it is ready, the prospect's own words, a way to begin, and the journey. */
export function Briefing({ handoff }: { handoff: HandoffDetails }) {
  const t = useText(handoffTexts);
  const story = useStory();
  const words = useText(storyTexts);
  const format = useFormat();
  const now = useNow();
  const { briefing, buyingGroup, submittedAt, assignedTo, itemsFilled, itemsAgreed } = handoff;
  const since = Date.parse(submittedAt);
  const [after, before] = [
    briefing.story.filter(({ at }) => Date.parse(at) > since),
    briefing.story.filter(({ at }) => Date.parse(at) <= since),
  ];
  const handedOver: TimelineEntry = {
    id: handoff.id,
    side: 'both',
    title: assignedTo ? words('handedOverTo', { name: assignedTo.name }) : words('handedOver'),
    detail: words('briefingFilled', { n: itemsFilled, m: itemsAgreed }),
    at: submittedAt,
    when: format.moment(submittedAt, now),
  };
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
        <Timeline entries={[...story(after), handedOver, ...story(before)]} />
        {before.length === 0 && <p className="second">{t('noJourney')}</p>}
      </Section>
      {buyingGroup.length > 0 && (
        <Section title={t('buyingGroup')}>
          <ul className="facts">
            {buyingGroup.map(({ id, name, title }) => (
              <li key={id}>
                {name ?? '–'}
                {title && <span className="second"> · {title}</span>}
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
  const format = useFormat();
  const now = useNow();
  const { language } = useLanguage();
  const { briefing, submittedBy, submittedAt, itemsFilled, itemsAgreed, incompleteBecause } = handoff;
  const filled = briefing.items.filter((item) => item.filled);
  const missing = briefing.items.filter((item) => !item.filled);
  const from = [submittedBy?.name, format.moment(submittedAt, now)].filter(Boolean).join(', ');
  return (
    <Section title={t('briefing')} aside={`${from} · ${t('items', { n: itemsFilled, m: itemsAgreed })}`}>
      {briefing.note !== null && <p className="handoff-note">{briefing.note}</p>}
      <dl className="briefing-items">
        {filled.map(({ key, label, value, source }) => (
          <div key={key} className="briefing-item">
            <dt className="second small">{label[language]}</dt>
            <dd>{source === 'touches' ? thingNamed(value ?? '') : value}</dd>
          </div>
        ))}
      </dl>
      {missing.length > 0 && (
        <p className="briefing-missing">
          {t('missing', { items: missing.map(({ label }) => label[language]).join(', ') })}
          {incompleteBecause !== null && incompleteBecause !== briefing.note && (
            <span className="second"> {t('becauseOf', { reason: incompleteBecause })}</span>
          )}
        </p>
      )}
    </Section>
  );
}

function WhyReady({ handoff }: { handoff: HandoffDetails }) {
  const t = useText(handoffTexts);
  const lead = useText(leadTexts);
  const { language } = useLanguage();
  const { because } = handoff.briefing;
  if (because.length === 0) return null;
  return (
    <Section title={t('whyReady')}>
      <ul className="facts">
        {because.map(({ key, part, kind, label, fact, count }) => {
          const name = criterionName({ key, kind, labels: label }, language);
          const said = kind === 'evidence' || fact === '' ? '' : factWords(fact, kind, language);
          const times = count > 1 ? lead('times', { n: count }) : '';
          const detail = [said === name ? '' : said, times].filter(Boolean).join(', ');
          return (
            <li key={key}>
              {name}
              {detail && <span className="second"> · {detail}</span>} <Part part={part} />
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

/** Which kind of criterion it is: what they did, in marketing's colour, or what they said, in sales'. */
function Part({ part }: { part: HandoffDetails['briefing']['because'][number]['part'] }) {
  const t = useText(leadTexts);
  if (part === 'fit' || part === 'engagement')
    return (
      <span className="second small">
        <GlossaryTerm term={part}>{t(part)}</GlossaryTerm>
      </span>
    );
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
  const named = opening.quote ?? thingNamed(opening.content ?? opening.page ?? '');
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

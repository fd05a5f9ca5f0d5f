import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import type { LeadInFull } from '../../../src/leads/schema.ts';
import { useFormat, useLanguage, useText } from '../app/language.tsx';
import { useSession } from '../app/session.tsx';
import { GlossaryTerm } from '../glossary/glossary-term.tsx';
import { Panel } from '../ui/panel.tsx';
import { criterionName } from './criterion-words.ts';
import { useSoftCriteria } from './soft-criteria.ts';
import { evidenceSources, leadTexts } from './texts.ts';

const EvidenceDialog = lazy(() => import('./evidence-dialog.tsx'));

/** What the soft criteria rest on: the words, who noted them, and until when they hold. */
export function EvidencePanel({ lead }: { lead: LeadInFull }) {
  const t = useText(leadTexts);
  const format = useFormat();
  const { language } = useLanguage();
  const { member } = useSession();
  const [adding, setAdding] = useState(false);
  const { agreed, named: known } = useSoftCriteria();
  const mayAdd = member.role === 'admin' || member.role === 'marketing' || member.role === 'sales';
  return (
    <Panel title={<GlossaryTerm term="evidence">{t('evidence')}</GlossaryTerm>}>
      {lead.evidence.length === 0 ? (
        <p className="second lead-none">{t('noEvidence')}</p>
      ) : (
        <ul className="lead-list">
          {lead.evidence.map(({ id, criterion, quote, source, author, assertedAt, expiresAt }) => {
            const named = known.find(({ key }) => key === criterion);
            const noted = [
              author?.name,
              t(evidenceSources[source]),
              format.date(assertedAt),
              expiresAt && t('holdsUntil', { day: format.date(expiresAt) }),
            ];
            return (
              <li key={id}>
                <span>{named ? criterionName({ ...named, kind: 'evidence' }, language) : criterion}</span>
                {quote !== null && <blockquote className="lead-quote">{quote}</blockquote>}
                <span className="second small">{noted.filter(Boolean).join(' · ')}</span>
              </li>
            );
          })}
        </ul>
      )}
      {mayAdd && (
        <Button variant="default" size="compact-sm" onClick={() => setAdding(true)}>
          {t('addEvidence')}
        </Button>
      )}
      <Suspense>{adding && <EvidenceDialog leadId={lead.id} criteria={agreed} onClose={() => setAdding(false)} />}</Suspense>
    </Panel>
  );
}

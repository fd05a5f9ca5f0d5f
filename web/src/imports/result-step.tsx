import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import type { ImportKind } from '../../../src/imports/kinds.ts';
import { mayImport } from '../../../src/imports/permission.ts';
import type { ImportInFull } from '../../../src/imports/schema.ts';
import { apiUrl } from '../app/api.ts';
import { useFormat, useLanguage, useText } from '../app/language.tsx';
import { useSession } from '../app/session.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Panel } from '../ui/panel.tsx';
import { useNow } from '../ui/use-now.ts';
import { ImportCountsRow } from './import-counts.tsx';
import { ImportLink } from './import-link.tsx';
import { ImportSteps } from './import-steps.tsx';
import { importRefresh } from './import.ts';
import { importTexts } from './texts.ts';
import { UndoImport } from './undo-import.tsx';

/** Where what came in can be seen. */
const places: Record<ImportKind, string> = {
  people: '/leads',
  companies: '/leads',
  touchpoints: '/leads',
  deals: '/revenue/deals',
  spend: '/revenue/spend',
  invoices: '/revenue',
  suppressions: '/revenue/imports',
};

/** What the import did, the rows it could not take, and the way back. */
export function ResultStep({ result }: { result: ImportInFull }) {
  const { id, kind, fileName, state, counts, problem, problems, createdAt, createdBy, finishedAt, mapping, undone } = result;
  const t = useText(importTexts);
  const format = useFormat();
  const now = useNow();
  const { member } = useSession();
  const { language } = useLanguage();
  const client = useQueryClient();
  // What was read before the import ran no longer holds.
  useEffect(() => {
    const changed = importRefresh.filter((path) => path !== '/imports');
    void client.invalidateQueries({ predicate: ({ queryKey }) => changed.some((path) => String(queryKey[0]).startsWith(path)) });
  }, [client]);

  const answer =
    state === 'done'
      ? t('doneAnswer', { new: format.number(counts.new), updated: format.number(counts.updated), file: fileName })
      : t(state === 'undone' ? 'undoneAnswer' : 'stoppedAnswer', { file: fileName });
  const sub =
    state === 'done'
      ? t('doneSub', { when: format.moment(finishedAt ?? createdAt, now), name: createdBy?.name ?? '–' })
      : t(state === 'undone' ? 'undoneSub' : 'stoppedSub');
  return (
    <>
      <PageHeading answer={answer} sub={sub} />
      {state === 'done' && <ImportSteps current={3} withoutColumns={mapping === null} />}
      {problem !== null && (
        <Panel>
          <p>{problem}</p>
        </Panel>
      )}
      {undone && <Undone undone={undone} />}
      {state !== 'undone' && <ImportCountsRow counts={counts} />}
      <div className="row">
        {state === 'done' && (
          <Button component={Link} to={places[kind]}>
            {t('seeResult')}
          </Button>
        )}
        {state !== 'undone' && problems.length > 0 && (
          <Button variant="default" component="a" href={apiUrl(`/imports/${id}/rejections`, { language })} download>
            {t('rejections')}
          </Button>
        )}
        {state !== 'undone' && mayImport(member.role, result.kind) && <UndoImport item={result} />}
        <ImportLink variant="subtle" kind={kind}>
          {t('otherFile')}
        </ImportLink>
      </div>
    </>
  );
}

/** What is gone, what is as it was, and what stays because something came to it since. */
function Undone({ undone: { removed, restored, kept } }: { undone: NonNullable<ImportInFull['undone']> }) {
  const t = useText(importTexts);
  const format = useFormat();
  return (
    <Panel>
      <p>{t('undoneCounts', { removed: format.number(removed), restored: format.number(restored) })}</p>
      {kept.length > 0 && (
        <>
          <p>{t('kept')}</p>
          <ul>
            {kept.map(({ kind, count }) => (
              <li key={kind}>{t(keptKinds.find((each) => each === `kept_${kind}`) ?? 'kept_other', { n: count })}</li>
            ))}
          </ul>
        </>
      )}
    </Panel>
  );
}

const keptKinds = [
  'kept_company',
  'kept_person',
  'kept_deal',
  'kept_invoice',
  'kept_spend',
  'kept_lead',
  'kept_suppression',
] as const;

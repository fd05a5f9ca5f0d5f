import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo, useState, type ReactNode } from 'react';
import type { PreviewLead } from '../../../src/back-tests/schema.ts';
import type { DefinitionBody } from '../../../src/definitions/schema.ts';
import { resource, type Page } from '../app/api.ts';
import { useFormat, useText } from '../app/language.tsx';
import { Panel } from '../ui/panel.tsx';
import { ErrorState, Loading } from '../ui/states.tsx';
import { useNow } from '../ui/use-now.ts';
import { editorTexts } from './editor-texts.ts';
import { previewRows, type PreviewRow } from './preview.ts';

/** Ten real leads by the version in force and by the draft. `waits`: why the draft does not hold just now, where this is its last form that did. */
export function PreviewPanel(props: {
  body: DefinitionBody;
  inForce: { version: number; body: DefinitionBody } | null;
  waits: 'previewUnfilled' | 'previewContradicts' | null;
}) {
  const { body, inForce, waits } = props;
  const t = useText(editorTexts);
  const now = useNow();
  // Where it stands above the form, there is room for the sentence alone until somebody asks for the leads.
  const [beside] = useState(() => matchMedia('(width >= 64rem)').matches);
  const { data, error, refetch } = useQuery(resource<Page<PreviewLead>>('/back-tests/preview-leads'));
  const old = inForce?.body ?? null;
  const rows = useMemo(() => previewRows(data?.items ?? [], old, body, now), [data, old, body, now]);
  return (
    <Panel title={t('preview')} sub={t('previewSub')}>
      {error ? (
        <ErrorState error={error} retry={() => void refetch()} />
      ) : !data ? (
        <Loading lines={5} />
      ) : rows.length === 0 ? (
        <p className="second">{t('previewNone')}</p>
      ) : (
        <>
          <p className="preview-answer" aria-live="polite">
            {t(inForce ? 'previewBoth' : 'previewAnswer', {
              n: rows.length,
              after: rows.filter(({ after }) => after.standing === 'ready').length,
              before: rows.filter(({ before }) => before?.standing === 'ready').length,
              version: inForce?.version ?? 0,
            })}
          </p>
          {waits && <p className="second small">{t(waits)}</p>}
          <details className="preview-rows" open={beside}>
            <summary>{t('previewRows')}</summary>
            <PreviewTable rows={rows} />
          </details>
        </>
      )}
    </Panel>
  );
}

function PreviewTable({ rows }: { rows: readonly PreviewRow[] }) {
  const t = useText(editorTexts);
  const format = useFormat();
  return (
    <table className="preview">
      <caption className="off-screen">{t('preview')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('lead')}</th>
          <th scope="col">{t('fit')}</th>
          <th scope="col">{t('engagement')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, name, company, before, after }) => (
          <tr key={id}>
            <th scope="row">
              <Link to="/leads/$leadId" params={{ leadId: id }}>
                {name || t('unnamed')}
              </Link>
              {company !== null && <span className="preview-company second small">{company}</span>}
              <span className="preview-standing" data-standing={after.standing}>
                <Moved before={before && t(before.standing)} after={t(after.standing)} />
              </span>
            </th>
            <td>
              <Moved before={before && format.number(before.fit, 0)} after={format.number(after.fit, 0)} />
            </td>
            <td>
              <Moved before={before && format.number(before.engagement, 0)} after={format.number(after.engagement, 0)} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What it was and what it becomes; once where that is the same. */
function Moved({ before, after }: { before: string | null; after: string }): ReactNode {
  const t = useText(editorTexts);
  if (before === null || before === after) return after;
  return (
    <>
      <span className="off-screen">{t('wasWords', { before, after })}</span>
      <span aria-hidden>
        <span className="second">{before} → </span>
        <strong>{after}</strong>
      </span>
    </>
  );
}

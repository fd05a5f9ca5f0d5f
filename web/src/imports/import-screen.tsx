import './imports.css';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ImportInFull } from '../../../src/imports/schema.ts';
import { useLanguage } from '../app/language.tsx';
import { useUrlQuery } from '../app/url-query.ts';
import { ErrorState, Loading } from '../ui/states.tsx';
import { ColumnsStep } from './columns-step.tsx';
import { importQuery, isUnderWay } from './import.ts';
import { PreviewStep } from './preview-step.tsx';
import { ResultStep } from './result-step.tsx';
import { RunningStep } from './running-step.tsx';
import { UnreadableStep } from './unreadable-step.tsx';

/** One import, at whatever step it stands; the address holds it through a reload. */
export function ImportScreen() {
  const { importId } = useParams({ from: '/inside/import/$importId' });
  const { language } = useLanguage();
  const {
    data: found,
    error,
    refetch,
  } = useQuery({
    ...importQuery(importId, language),
    refetchInterval: ({ state: { data } }) => (data && isUnderWay(data) ? 1000 : false),
  });
  if (!found) return error ? <ErrorState error={error} retry={() => void refetch()} /> : <Loading lines={6} />;
  if (isUnderWay(found)) return <RunningStep running={found} />;
  if (found.state === 'unreadable') return <UnreadableStep file={found} />;
  return found.state === 'previewed' ? <BeforeRun found={found} /> : <ResultStep result={found} />;
}

function BeforeRun({ found }: { found: ImportInFull }) {
  const [{ step }] = useUrlQuery();
  return found.columns.length > 0 && step !== 'preview' ? (
    // Another sheet or separator makes other columns.
    <ColumnsStep key={found.columns.map(({ header }) => header).join('\n')} preview={found} />
  ) : (
    <PreviewStep preview={found} />
  );
}

import './imports.css';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { resource } from '../app/api.ts';
import { useUrlQuery } from '../app/url-query.ts';
import { ErrorState, Loading } from '../ui/states.tsx';
import { ColumnsStep } from './columns-step.tsx';
import { isUnderWay, type ImportInFull } from './import.ts';
import { PreviewStep } from './preview-step.tsx';
import { ResultStep } from './result-step.tsx';
import { RunningStep } from './running-step.tsx';

/** One import, at whatever step it stands; the address holds it through a reload. */
export function ImportScreen() {
  const { importId } = useParams({ from: '/inside/import/$importId' });
  const [{ step }] = useUrlQuery();
  const {
    data: found,
    error,
    refetch,
  } = useQuery({
    ...resource<ImportInFull>(`/imports/${importId}`),
    refetchInterval: ({ state: { data } }) => (data && isUnderWay(data) ? 1000 : false),
  });
  if (!found) return error ? <ErrorState error={error} retry={() => void refetch()} /> : <Loading lines={6} />;
  if (isUnderWay(found)) return <RunningStep running={found} />;
  if (found.state !== 'previewed') return <ResultStep result={found} />;
  return found.columns.length > 0 && step !== 'preview' ? <ColumnsStep found={found} /> : <PreviewStep found={found} />;
}

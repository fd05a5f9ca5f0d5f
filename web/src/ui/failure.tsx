import './failure.css';
import { ApiProblem } from '../app/api.ts';
import { useFailureWords } from './failure-words.ts';
import { Technical } from './technical.tsx';

/**
 * Why a form could not be sent, above its button; which fields are meant stands at the fields. `when` says in the reader's language what
 * a status means for this very form: `when={{ 409: t('alreadyMember') }}`.
 */
export function Failure({ error, when }: { error: unknown; when?: Readonly<Partial<Record<number, string>>> }) {
  const words = useFailureWords();
  if (!error) return null;
  const { title, advice, detail } = words(error);
  const here = error instanceof ApiProblem ? when?.[error.status] : undefined;
  return (
    <div className="failure" role="alert">
      <p>{here ?? title}</p>
      {here === undefined && advice !== undefined && <p className="small">{advice}</p>}
      <Technical detail={detail} />
    </div>
  );
}

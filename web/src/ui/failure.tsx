import './failure.css';
import { ApiProblem } from '../app/api.ts';
import { useFailureWords } from './failure-words.ts';
import { Technical } from './technical.tsx';

/**
 * Why a form could not be sent, above its button; which fields are meant stands at the fields. `when` says in the reader's language what
 * a status means for this very form: `when={{ 409: t('alreadyMember') }}`. `worded` names the statuses whose reason the server itself says in
 * the reader's language: that is shown as it is.
 */
export function Failure({
  error,
  when,
  worded = [],
}: {
  error: unknown;
  when?: Readonly<Partial<Record<number, string>>>;
  worded?: readonly number[];
}) {
  const words = useFailureWords();
  if (!error) return null;
  const { title, advice, detail } = words(error);
  const status = error instanceof ApiProblem ? error.status : undefined;
  const here = status === undefined ? undefined : when?.[status];
  return (
    <div className="failure" role="alert">
      <p>{here ?? title}</p>
      {here === undefined && advice !== undefined && <p className="small">{advice}</p>}
      {status !== undefined && worded.includes(status) ? <p className="small">{detail}</p> : <Technical detail={detail} />}
    </div>
  );
}
